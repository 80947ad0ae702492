"""What is read and written outside: a source of files, GitHub, where artifacts are kept; and how steps are run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.types import Files, Look, Proposal, PullRequest, Tree, Unread

T = TypeVar("T")


class Source(Protocol):
    """Where a snapshot is taken from: a commit on GitHub, or a folder."""

    name: str

    async def tree(self) -> Tree:
        """Every file that git tracks (or would track), without any content."""
        ...

    async def texts(self, paths: Sequence[str]) -> Mapping[str, str | Unread]:
        """The texts of files, all of one batch; a file that has no text answers why."""
        ...


class GitHub(Protocol):
    """GitHub as one run sees it: one installation, one repository, a token scoped to them. Raises GitHubError."""

    @property
    def requests(self) -> int:
        """How many HTTP requests were sent so far, tokens included."""
        ...

    async def look(self, branch: str) -> Look:
        """The repository, its default branch, `branch`, and the pull requests from `branch` in every state."""
        ...

    async def tree(self, sha: str, commit: str) -> Tree:
        """The whole tree; folder by folder where GitHub truncates it, within a bound."""
        ...

    async def texts(self, commit: str, paths: Sequence[str]) -> Mapping[str, str | Unread]:
        """Many files at once (one GraphQL batch)."""
        ...

    async def write_tree(self, base_tree: str, files: Files) -> str:
        """Returns the new tree's id."""
        ...

    async def write_commit(self, message: str, tree: str, parent: str) -> str:
        """Returns the new commit's id; author and committer are left to GitHub, so that it signs."""
        ...

    async def write_branch(self, branch: str, commit: str) -> None:
        """Creates the branch; raises AlreadyThere."""
        ...

    async def update_branch(self, branch: str, commit: str, expected: str) -> None:
        """Moves the branch from the commit `expected` to another; raises Refused when it stands elsewhere by now."""
        ...

    async def branch(self, branch: str) -> str:
        """The branch's commit, "" when there is none."""
        ...

    async def open_pull(self, proposal: Proposal) -> PullRequest:
        """Raises AlreadyThere."""
        ...

    async def find_pull(self, branch: str) -> PullRequest | None:
        """The newest pull request from our branch, in any state."""
        ...

    async def permission(self, login: str) -> str:
        """admin, maintain, write, triage, read or none."""
        ...

    async def react(self, comment: int, content: str) -> None: ...

    async def comment(self, issue: int, body: str, marker: str) -> None:
        """Writes a comment, or updates the one of ours that carries the (hidden) marker."""
        ...


class Steps(Protocol):
    """How a walk is made durable: the worker checkpoints each step, the command line just runs it."""

    async def step(self, name: str, do: Callable[[], Awaitable[T]]) -> T:
        """Runs `do` at most once to its end across restarts; what it returns is stored, so nothing of a stranger's."""
        ...


class Artifacts(Protocol):
    """Where the files of each run are kept. Raises StorageFailed."""

    async def put(self, key: str, data: bytes) -> None: ...

    async def get(self, key: str) -> bytes | None: ...

    async def check(self) -> None:
        """Raises when it could not keep anything now."""
        ...
