"""Workers that share a Postgres database: each shows that it lives by a lock, and takes over what a dead one left."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

_log = logging.getLogger("dockerize.worker")


class Peers:
    """Advisory locks on one connection, which Postgres frees as soon as the process has gone."""

    def __init__(self, url: str, executor_id: str) -> None:
        self._engine = sa.create_engine(url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
        self._executor_id = executor_id
        self._connection: sa.Connection | None = None

    async def live(self) -> None:
        """Holds this process's lock; call it again and again, since a connection may break."""
        await asyncio.to_thread(self._live)

    def _live(self) -> None:
        try:
            if self._connection is not None:
                self._connection.execute(sa.text("SELECT 1"))
                return
            self._connection = self._engine.connect()
            self._connection.execute(sa.text("SELECT pg_advisory_lock(:key)"), {"key": _key(self._executor_id)})
        except sa.exc.DBAPIError:
            self._close()
            raise

    async def take_over(self, owners: Iterable[str], adopt: Callable[[str], Awaitable[int]]) -> None:
        """Adopts the workflows of each owner that lives no more."""
        for owner in owners:
            if await asyncio.to_thread(self._try, owner):
                try:
                    _log.warning("took over %d workflows of the worker %s, which has gone", await adopt(owner), owner)
                finally:
                    await asyncio.to_thread(self._free, owner)

    def _try(self, owner: str) -> bool:
        return bool(self._ask("SELECT pg_try_advisory_lock(:key)", owner))

    def _free(self, owner: str) -> None:
        self._ask("SELECT pg_advisory_unlock(:key)", owner)

    def _ask(self, question: str, owner: str) -> object:
        if self._connection is None:
            raise AssertionError("take_over comes after live")
        return self._connection.execute(sa.text(question), {"key": _key(owner)}).scalar()

    async def close(self) -> None:
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _key(executor_id: str) -> int:
    """Postgres' locks are numbers of 64 bits."""
    return int.from_bytes(hashlib.sha256(executor_id.encode()).digest()[:8], signed=True)
