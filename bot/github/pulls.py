"""Opens and finds pull requests of our branch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.github.answers import understood
from bot.github.kit import Call
from bot.types import PullRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.github.session import Session
    from bot.types import Proposal, Repository


async def create(session: Session, path: str, proposal: Proposal) -> PullRequest:
    """Raises AlreadyThere when one is open."""
    what = "open the pull request"
    body = {"title": proposal.title, "head": proposal.branch, "base": proposal.base, "body": proposal.body}
    made = await session.ask(
        Call(method="POST", url=f"{path}/pulls", what=what, needs="pull_requests: write", body=body)
    )
    with understood(what):
        return _pull(made)


async def find(session: Session, path: str, repository: Repository, branch: str) -> PullRequest | None:
    """The newest one in any state; the filter alone is not trusted, since GitHub ignores one that it cannot read."""
    what = "look up the pull request"
    params = {"head": f"{repository.owner}:{branch}", "state": "all", "sort": "created", "direction": "desc"}
    call = Call(method="GET", url=f"{path}/pulls", what=what, needs="pull_requests: read", params=params)
    found = await session.ask(call)
    with understood(what):
        ours = (pull for pull in found if _is_ours(pull["head"], repository, branch))
        newest = max(ours, key=lambda pull: int(pull["number"]), default=None)
        return _pull(newest) if newest else None


def _is_ours(head: Mapping[str, Any], repository: Repository, branch: str) -> bool:
    return head["ref"] == branch and (head["repo"] or {}).get("id") == repository.id


def _pull(data: Mapping[str, Any]) -> PullRequest:
    return PullRequest(
        number=data["number"],
        url=data["html_url"],
        branch=data["head"]["ref"],
        head=data["head"]["sha"],
        state="merged" if data.get("merged_at") else data["state"],
    )
