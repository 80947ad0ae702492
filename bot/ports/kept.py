"""What is kept: the inbox as the door sees it, and the database as the worker does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.types import Envelope, Intent, Outcome, Receipt, Repository, Request, RunRecord, Span


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
