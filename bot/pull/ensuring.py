"""Makes a branch and a pull request be there, once: where creating is refused or uncertain, it looks first."""

from __future__ import annotations

from bot.errors import AlreadyThere, Refused, Unavailable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.ports import GitHub
    from bot.types import Proposal, PullRequest


async def ensure_branch(github: GitHub, branch: str, commit: str, standing: str = "") -> None:
    """The branch stands at the commit afterwards; `standing` is our own old commit there, when a look found one.

    A commit that is neither is somebody else's: Refused. Raises Unavailable when nobody can tell yet.
    """
    try:
        if standing:
            await github.update_branch(branch, commit, standing)
        else:
            await github.write_branch(branch, commit)
    except (AlreadyThere, Refused, Unavailable) as problem:
        there = await github.branch(branch)
        if there == commit:
            return
        if isinstance(problem, AlreadyThere):
            raise Refused(_in_the_way(branch, there)) from problem
        raise


def _in_the_way(branch: str, there: str) -> str:
    if there:
        return f"The branch {branch} holds a commit that this run did not make, so it is left alone."
    return f"A branch whose name begins or ends inside {branch} is in the way: git cannot have both."


async def ensure_pull(github: GitHub, proposal: Proposal, commit: str) -> PullRequest:
    """The open pull request of the commit, new or found; one of another commit is not ours: Refused."""
    try:
        return await github.open_pull(proposal)
    except (AlreadyThere, Unavailable) as problem:
        found = await github.find_pull(proposal.branch)
        if found and found.state == "open" and found.head == commit:
            return found
        if isinstance(problem, AlreadyThere):
            sentence = f"Another pull request from {proposal.branch} is open, whose commit this run did not make."
            raise Refused(sentence) from problem
        raise
