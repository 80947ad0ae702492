"""Makes a Proposal of what was decided: branch, title, commit message and body."""

from __future__ import annotations

from bot.lazy import pattern
from bot.pull.asking import branch
from bot.pull.body import Body
from bot.types import Proposal, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.types import Decided, Plan, Request

WEB_URL = "https://github.com"
_WORD = pattern(r"[A-Za-z0-9][A-Za-z0-9 .+-]{0,30}")


def propose(decided: Decided, request: Request, web_url: str = WEB_URL) -> Proposal:
    """The pull request before it exists; `web_url` is where people read the repository."""
    name = branch(request)
    title = _title(decided)
    return Proposal(
        branch=name,
        base=decided.base,
        title=title,
        body=Body(decided, request, name, web_url).text(),
        message=_message(title),
        files=decided.files,
    )


def _title(decided: Decided) -> str:
    """Short, and without a word that was not checked: a title is shown in mails, lists and release notes."""
    if len(decided.plans) > 1:
        return f"{'Improve' if decided.replaced else 'Add'} Dockerfiles for {len(decided.plans)} services"
    return f"{'Improve the' if decided.replaced else 'Add a'} Dockerfile{_kind(decided.plans[0])}"


def _kind(plan: Plan) -> str:
    """What is in the image, such as FastAPI; "" where that is no plain word."""
    words = [claim.value[0] for claim in plan.decisions if claim.topic is Topic.FRAMEWORK and claim.value]
    word = words[0] if words else ""
    return f" for {word}" if _WORD.fullmatch(word) else ""


def _message(title: str) -> str:
    """Nothing of a stranger's: words of a commit message can close issues and call people."""
    return f"{title}\n\nMade by dockerize from what is in this repository; the pull request says what was read where.\n"
