"""The durable inbox: one thread that commits all waiting envelopes at once, and only then are they acknowledged."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections import deque
from typing import TYPE_CHECKING

from bot.errors import DatabaseDown, InboxFull
from bot.types import Receipt
from db.urls import is_sqlite, psycopg_url, sqlite_path

try:
    from isal.isal_zlib import compress
except ImportError:  # pragma: no cover  where there is no wheel of it: five times the time
    from zlib import compress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.types import Envelope
    from db.ledger import Ledger, Row

_LOG = logging.getLogger(__name__)

_BATCH = 128  # envelopes of one commit
_BYTES = 128 * 2**20  # of bodies that wait, whatever their number
_QUIET = 0.25  # seconds without an envelope

Waiter = tuple["Envelope | None", "asyncio.Future[Receipt]"]  # without an envelope: a question whether it would work


def open_inbox(url: str, *, limit: int = 1000) -> DurableInbox:
    """The inbox of a database, which need not be up yet; must be closed. `limit` counts envelopes that wait."""
    if is_sqlite(url):
        from db.ledger_sqlite import SqliteLedger

        return DurableInbox(SqliteLedger(sqlite_path(url)), limit=limit)
    from db.ledger_postgres import PostgresLedger

    return DurableInbox(PostgresLedger(psycopg_url(url)), limit=limit)


class DurableInbox:
    """The port `Inbox`. Any loop may wait; the thread alone touches the ledger."""

    def __init__(self, ledger: Ledger, *, limit: int = 1000) -> None:
        self._ledger = ledger
        self._limit = limit
        self._waiters: deque[Waiter] = deque()
        self._bell = threading.Event()
        self._ringer: asyncio.AbstractEventLoop | None = None  # will ring, once it has nothing else to do
        self._waiting = 0
        self._bytes = 0
        self._closed = False
        self.commits = 0
        self._thread = threading.Thread(target=self._work, name="inbox", daemon=True)
        self._thread.start()

    async def accept(self, envelope: Envelope) -> Receipt:
        """Returns after the commit. Raises InboxFull and DatabaseDown."""
        size = len(envelope.body)
        if self._waiting >= self._limit or (self._waiting and self._bytes + size > _BYTES):
            raise InboxFull(f"{self._waiting} deliveries wait to be kept: deliver again in a few seconds.")
        self._waiting += 1
        self._bytes += size
        try:
            return await self._ask(envelope)
        finally:
            self._waiting -= 1
            self._bytes -= size

    async def check(self) -> None:
        """Raises when nothing could be accepted now; asks the database."""
        if self._waiting >= self._limit:
            raise InboxFull(f"{self._waiting} deliveries wait to be kept, as many as are taken.")
        await self._ask(None)

    def waiting(self) -> int:
        return self._waiting

    async def close(self) -> None:
        """Commits what waits, and ends the thread; nothing is accepted from now on."""
        if not self._closed:
            self._closed = True
            self._bell.set()
        await asyncio.to_thread(self._thread.join)

    async def _ask(self, envelope: Envelope | None) -> Receipt:
        if self._closed:
            raise DatabaseDown("The inbox is closed, because this process ends: deliver again in a few seconds.")
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Receipt] = loop.create_future()
        self._waiters.append((envelope, answer))
        if self._ringer is not loop:
            self._ringer = loop
            loop.call_soon(self._ring)
        return await answer

    def _ring(self) -> None:
        """Wakes the thread once for all that came in together: sooner it would commit the first of them alone, and
        contend with this one for the interpreter's lock."""
        self._ringer = None
        self._bell.set()

    # --- in the thread

    def _work(self) -> None:
        while batch := self._take():
            self._keep([(envelope, answer) for envelope, answer in batch if envelope])
            self._probe([answer for envelope, answer in batch if not envelope])
            self._ledger.tidy(quiet=False)
        self._ledger.close()

    def _take(self) -> list[Waiter]:
        """All that wait, up to a batch; nothing when the inbox is closed and nobody waits."""
        while not self._waiters and not self._closed:
            self._rest()
        return [self._waiters.popleft() for _ in range(min(len(self._waiters), _BATCH))]

    def _rest(self) -> None:
        """Until the bell rings."""
        if not self._bell.wait(_QUIET):
            self._ledger.tidy(quiet=True)
            self._bell.wait()
        self._bell.clear()

    def _keep(self, batch: Sequence[tuple[Envelope, asyncio.Future[Receipt]]]) -> None:
        """One commit for a batch; of several with one id the first is kept."""
        first = {envelope.id: envelope for envelope, _ in reversed(batch)}
        if not first:
            return
        try:
            written = self._ledger.write([_row(envelope) for envelope in first.values()])
        except Exception as problem:  # noqa: BLE001  whoever waits must be told, and the thread must live on
            sentence = _sentence(problem)
            self._settle([(answer, sentence) for _, answer in batch])
            return
        self.commits += 1
        receipts = dict(zip(first, written, strict=True))
        self._settle([(answer, receipts.pop(envelope.id, Receipt.DUPLICATE)) for envelope, answer in batch])

    def _probe(self, answers: Sequence[asyncio.Future[Receipt]]) -> None:
        if not answers:
            return
        result: str = Receipt.STORED
        try:
            self._ledger.check()
        except Exception as problem:  # noqa: BLE001  as above
            result = _sentence(problem)
        self._settle([(answer, result) for answer in answers])

    def _settle(self, results: list[tuple[asyncio.Future[Receipt], str]]) -> None:
        for loop in {answer.get_loop() for answer, _ in results}:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits there any more
                loop.call_soon_threadsafe(_answer, loop, results)


def _answer(loop: asyncio.AbstractEventLoop, results: Sequence[tuple[asyncio.Future[Receipt], str]]) -> None:
    """Wakes those who wait in a loop: with a receipt, or with what went wrong."""
    for answer, result in results:
        if answer.done() or answer.get_loop() is not loop:  # whoever waited has gone, or waits elsewhere
            continue
        if isinstance(result, Receipt):
            answer.set_result(result)
        else:
            answer.set_exception(DatabaseDown(result))


def _sentence(problem: Exception) -> str:
    if isinstance(problem, DatabaseDown):
        _LOG.error("the inbox keeps nothing: %s", problem.sentence)
        return problem.sentence
    _LOG.error("the inbox keeps nothing", exc_info=problem)
    return f"The delivery could not be kept: {problem}."


def _row(envelope: Envelope) -> Row:
    return (
        envelope.id,
        envelope.event,
        envelope.action,
        envelope.installation_id,
        compress(envelope.body, 1),
    )
