"""The database as the worker sees it: each method is one transaction."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from bot.errors import DatabaseDown
from db import deliveries, installations, runs, spending
from db.down import database_down
from db.engine import open_engine
from db.tables import ArtifactRow

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from types import TracebackType
    from typing import Self

    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.types import Call, Envelope, Intent, Outcome, Repository, Request, RunRecord, Span, Spent


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SqlStore:
    """Implements the ports `Store` and `Spending` on SQLite and on Postgres."""

    def __init__(self, engine: AsyncEngine, now: Callable[[], datetime] = _utc_now) -> None:
        self._engine = engine
        self._reading = engine.execution_options(begin="DEFERRED")
        self._now = now

    @classmethod
    def open(cls, url: str, now: Callable[[], datetime] = _utc_now) -> Self:
        return cls(open_engine(url), now)

    async def close(self) -> None:
        await self._engine.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None
    ) -> None:
        await self.close()

    # --- deliveries ---

    async def received(self, limit: int) -> tuple[Envelope, ...]:
        async with self._read() as connection:
            return await deliveries.received(connection, limit)

    async def dispatched(self, envelope: Envelope, requests: Mapping[str, Request]) -> None:
        now = self._now()
        async with self._write() as connection:
            await deliveries.hold(connection, envelope.id)
            await installations.know(connection, (request.repository for request in requests.values()), now)
            await runs.record(connection, requests, now)
            await deliveries.mark_dispatched(connection, envelope)
            await deliveries.close(connection, envelope.id, envelope.attempt, now)

    async def reject(self, envelope: Envelope, sentence: str) -> None:
        async with self._write() as connection:
            await deliveries.reject(connection, envelope, sentence, self._now())

    async def purge(self, before: datetime) -> int:
        async with self._write() as connection:
            emptied = await deliveries.purge(connection, before)
            await spending.forget(connection, before)
        await self._forget()
        return emptied

    # --- installations and repositories ---

    async def apply(self, intent: Intent) -> None:
        async with self._write() as connection:
            await installations.apply(connection, intent, self._now())

    async def active(self, repository: Repository) -> bool:
        async with self._read() as connection:
            return await installations.active(connection, repository)

    async def claim(self, repository_id: int, run_id: str) -> bool:
        async with self._write() as connection:
            return await runs.claim(connection, repository_id, run_id, self._now())

    async def release(self, repository_id: int, run_id: str) -> None:
        async with self._write() as connection:
            await runs.release(connection, repository_id, run_id)

    # --- runs ---

    async def started(self, run_id: str) -> None:
        async with self._run(run_id) as connection:
            await runs.start(connection, run_id, self._now())

    async def span(self, run_id: str, span: Span) -> None:
        async with self._run(run_id) as connection:
            await runs.add_span(connection, run_id, span)

    async def artifact(self, run_id: str, key: str, path: str, digest: str, size: int) -> None:
        row = ArtifactRow(run_id=run_id, path=path, key=key, sha256=digest, size=size)
        async with self._run(run_id) as connection:
            await runs.add_artifact(connection, row)

    async def ended(self, run_id: str, outcome: Outcome) -> None:
        async with self._last(run_id) as connection:
            await runs.end(connection, run_id, outcome, self._now())

    async def failed(self, run_id: str, sentence: str) -> None:
        async with self._last(run_id) as connection:
            await runs.fail(connection, run_id, sentence, self._now())

    async def runs(self, *, delivery_id: str | None = None, limit: int = 100) -> tuple[RunRecord, ...]:
        async with self._read() as connection:
            return await runs.records(connection, delivery_id, limit)

    # --- models ---

    async def called(self, call: Call) -> None:
        async with self._run(call.run_id) as connection:
            await spending.record(connection, call)

    async def spent(
        self, *, run_id: str | None = None, installation_id: int | None = None, since: datetime | None = None
    ) -> Spent:
        async with self._read() as connection:
            return await spending.total(connection, run_id, installation_id, since)

    async def recall(self, key: str) -> str:
        async with self._read() as connection:
            return await spending.recall(connection, key)

    async def remember(self, key: str, advice: str) -> None:
        async with self._write() as connection:
            await spending.remember(connection, key, advice, self._now())

    # --- all of it ---

    async def check(self) -> None:
        try:
            async with self._read() as connection:
                await connection.execute(text("SELECT 1 FROM alembic_version"))
        except ProgrammingError as problem:  # Postgres; SQLite calls it an operational error
            raise DatabaseDown("The database has no tables yet: it was never migrated.") from problem

    @asynccontextmanager
    async def _read(self) -> AsyncIterator[AsyncConnection]:
        with database_down():
            async with self._reading.begin() as connection:
                yield connection

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[AsyncConnection]:
        with database_down():
            async with self._engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def _run(self, run_id: str) -> AsyncIterator[AsyncConnection]:
        """A write about a run, whose row is there."""
        async with self._write() as connection:
            await runs.ensure(connection, run_id, self._now())
            yield connection

    @asynccontextmanager
    async def _last(self, run_id: str) -> AsyncIterator[AsyncConnection]:
        """The last write about a run, after which its delivery may be over."""
        delivery_id, attempt, _ = runs.parts(run_id)
        async with self._write() as connection:
            await deliveries.hold(connection, delivery_id)
            await runs.ensure(connection, run_id, self._now())
            yield connection
            await deliveries.close(connection, delivery_id, attempt, self._now())

    async def _forget(self) -> None:
        """What was overwritten still stands in SQLite's write-ahead log; this empties it, if nobody is reading."""
        if self._engine.dialect.name == "sqlite":
            bare = self._engine.execution_options(begin="")
            with database_down():
                async with bare.connect() as connection:
                    await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
