"""Decides whether there will be a pull request at all: who may ask, and what a repository's state says."""

from __future__ import annotations

from bot.errors import Forbidden, NotFound, Refused
from bot.types import Decline, Declined, Why

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.ports import GitHub
    from bot.types import Look, Request

BRANCH = "dockerize/container"
MAY_ASK = ("admin", "maintain", "write")
AGAIN = "Comment /dockerize on an issue or a pull request to have it made again."


def branch(request: Request) -> str:  # noqa: ARG001  a request for one service will name it
    """The branch of a proposal: one for the whole repository, whatever delivery asked.

    It is `dockerize/…` and never `dockerize` alone, since git cannot have a branch beside a folder of that name.
    """
    return BRANCH


async def permit(github: GitHub, request: Request) -> Declined | None:
    """Whether the author of a comment may ask; a reaction on the comment is the receipt."""
    from contextlib import suppress

    if not (comment := request.comment):
        return None
    allowed = await github.permission(comment.author) in MAY_ASK
    with suppress(Forbidden, NotFound, Refused):  # a courtesy: the comment is gone, or locked, or the App may not
        await github.react(comment.id, "eyes" if allowed else "confused")
    if allowed:
        return None
    sentence = f"{comment.author} may not write to {request.repository.full_name}, so this wish is not followed."
    return Declined(reason=Decline.NOT_ALLOWED, sentence=sentence)


def refuse(look: Look, request: Request) -> Declined | None:
    """Why there will be no pull request, if so: the first reason that holds."""
    return _unsuitable(look) or _proposed(look) or _present(look, request) or _said_no(look, request) or _touched(look)


def _unsuitable(look: Look) -> Declined | None:
    """What the repository is."""
    name = look.repository.full_name
    reasons = (
        (look.archived, Decline.ARCHIVED, f"{name} is archived, so nothing can be proposed to it."),
        (look.disabled, Decline.DISABLED, f"{name} is disabled by GitHub, so nothing can be proposed to it."),
        (not look.commit, Decline.EMPTY, f"{name} is empty: there is nothing to look at before its first commit."),
        (
            look.fork,
            Decline.FORK,
            f"{name} is a fork: the Dockerfile belongs to the repository that it was forked from.",
        ),
        (look.template, Decline.TEMPLATE, f"{name} is a template, which is not run itself."),
    )
    return next((Declined(reason=reason, sentence=said) for holds, reason, said in reasons if holds), None)


def _proposed(look: Look) -> Declined | None:
    pull = next((pull for pull in look.pulls if pull.state == "open"), None)
    if not pull:
        return None
    sentence = f"Pull request #{pull.number} is open already; merge or close it first."
    return Declined(reason=Decline.ALREADY_OPEN, sentence=sentence, url=pull.url)


def _present(look: Look, request: Request) -> Declined | None:
    """Nobody who asked is told no before the Dockerfile was looked at: what could be better is worth an answer."""
    if not look.dockerfile or request.why is Why.ASKED:
        return None
    sentence = f"{look.repository.full_name} has a Dockerfile on {look.default_branch}, which is left alone."
    return Declined(reason=Decline.HAS_DOCKERFILE, sentence=sentence)


def _said_no(look: Look, request: Request) -> Declined | None:
    """The newest pull request is the last word, until somebody who may ask asks."""
    last = max(look.pulls, key=lambda pull: pull.number, default=None)
    if not last or request.why is Why.ASKED:
        return None
    if last.state == "merged":
        sentence = f"Pull request #{last.number} was merged, and its Dockerfile was removed since. {AGAIN}"
        return Declined(reason=Decline.MERGED, sentence=sentence, url=last.url)
    sentence = f"Pull request #{last.number} was closed, which means no. {AGAIN}"
    return Declined(reason=Decline.SAID_NO, sentence=sentence, url=last.url)


def _touched(look: Look) -> Declined | None:
    """A branch under our name whose last commit is not the App's: somebody works there."""
    if not look.branch_head or _is_ours(look):
        return None
    sentence = (
        f"The last commit on the branch {BRANCH} is by {look.branch_author or 'somebody unknown'}, so the branch is "
        "left alone. Delete the branch and comment /dockerize to have it made anew."
    )
    return Declined(reason=Decline.PERSON_PUSHED, sentence=sentence)


def _is_ours(look: Look) -> bool:
    return look.branch_author == look.me if look.me else look.branch_author.endswith("[bot]")
