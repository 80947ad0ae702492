"""What the core asks of the outside; the rim implements it, `bot.main` puts the two together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime

    from bot.types import (
        Call,
        Completion,
        Envelope,
        Files,
        Intent,
        Look,
        Outcome,
        Prompt,
        Proposal,
        PullRequest,
        Receipt,
        Repository,
        Request,
        RunRecord,
        Span,
        Spent,
        Tree,
        Unread,
    )

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


class Model(Protocol):
    """A language model. However a call ends is a value: it raises nothing of a provider's."""

    name: str  # as the setting has it, such as openai:NAME

    async def complete(self, prompt: Prompt) -> Completion: ...

    async def aclose(self) -> None:
        """Closes its connections."""
        ...


class Adviser(Protocol):
    """Whom advice is asked of: one model or a chain of them, and what they said before."""

    name: str
    optional: bool  # whether the rules alone do where nobody answers

    async def complete(self, prompt: Prompt) -> Completion: ...

    async def recall(self, key: str) -> str:
        """The validated advice that was kept under a key, "" where there is none."""
        ...

    async def keep(self, key: str, advice: str) -> None: ...


class Memory(Protocol):
    """Where validated advice is kept for a while. Raises DatabaseDown."""

    async def recall(self, key: str) -> str: ...

    async def remember(self, key: str, advice: str) -> None: ...


class Purse(Protocol):
    """What may be spent on models, and the record of what was; no text ever reaches it."""

    async def refuses(self, prompt: Prompt, model: str) -> str:
        """"" where one more call is within the budget, else a sentence that says which bound is reached."""
        ...

    async def spent(self, prompt: Prompt, completion: Completion) -> None:
        """Records a call, whatever came of it."""
        ...


class Spending(Memory, Protocol):
    """The record of what models cost, and the memory of what they advised. Raises DatabaseDown."""

    async def called(self, call: Call) -> None: ...

    async def spent(
        self, *, run_id: str | None = None, installation_id: int | None = None, since: datetime | None = None
    ) -> Spent:
        """What the calls came to that are of this run, of this installation, and not older than this."""
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


class Inbox(Protocol):
    """The durable inbox as the door sees it."""

    async def accept(self, envelope: Envelope) -> Receipt:
        """Returns after the commit. Raises InboxFull and DatabaseDown."""
        ...

    async def check(self) -> None:
        """Raises when nothing could be accepted now."""
        ...

    def waiting(self) -> int:
        """How many envelopes wait for the next commit."""
        ...


class Store(Protocol):
    """The database as the worker sees it. Raises DatabaseDown."""

    async def received(self, limit: int) -> tuple[Envelope, ...]:
        """Deliveries nobody has dispatched, oldest first."""
        ...

    async def apply(self, intent: Intent) -> None:
        """Brings installations and repositories up to date; idempotent. A Request makes the repository known."""
        ...

    async def dispatched(self, envelope: Envelope, requests: Mapping[str, Request]) -> None:
        """Records the runs (run id → request); the delivery is dispatched then, or done without any. Idempotent."""
        ...

    async def reject(self, envelope: Envelope, sentence: str) -> None:
        """Marks a delivery failed that no handler could read."""
        ...

    async def active(self, repository: Repository) -> bool:
        """Whether its installation is neither deleted nor suspended, and the repository still selected."""
        ...

    async def claim(self, repository_id: int, run_id: str) -> bool:
        """Takes the one place for writers of a repository, or finds it taken by another run; re-entrant."""
        ...

    async def release(self, repository_id: int, run_id: str) -> None: ...

    async def started(self, run_id: str) -> None: ...

    async def span(self, run_id: str, span: Span) -> None: ...

    async def artifact(self, run_id: str, key: str, path: str, digest: str, size: int) -> None:
        """Records where a file of the run is kept; idempotent by run and path."""
        ...

    async def ended(self, run_id: str, outcome: Outcome) -> None:
        """Records what came of a run, and closes its delivery when it was the last; idempotent."""
        ...

    async def failed(self, run_id: str, sentence: str) -> None:
        """Records that a run broke; its delivery has then failed. Idempotent."""
        ...

    async def runs(self, *, delivery_id: str | None = None, limit: int = 100) -> tuple[RunRecord, ...]: ...

    async def purge(self, before: datetime) -> int:
        """Empties the payloads of deliveries that ended before a time; returns how many."""
        ...

    async def check(self) -> None:
        """Raises when the database does not answer."""
        ...
