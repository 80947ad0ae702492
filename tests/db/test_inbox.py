"""The inbox on both databases: nothing acknowledged is lost, nothing that could not be kept is acknowledged."""

from __future__ import annotations

import asyncio
import threading
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from bot.errors import DatabaseDown, InboxFull
from bot.types import Envelope, Receipt
from db.inbox import DurableInbox, open_inbox
from db.urls import is_sqlite, psycopg_url

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from db.ledger import Row


def envelope(id_: str = "d-1", body: bytes = b'{"a": 1}', installation_id: int | None = 7) -> Envelope:
    return Envelope(id=id_, event="installation", action="created", installation_id=installation_id, body=body)


def rows(url: str, statement: str = "SELECT * FROM deliveries ORDER BY id") -> list[dict[str, Any]]:
    """What another connection sees, or does."""
    address = url if is_sqlite(url) else psycopg_url(url).replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(address, poolclass=NullPool)
    with engine.begin() as connection:
        result = connection.execute(text(statement))
        return [dict(row) for row in result.mappings()] if result.returns_rows else []


def using(inbox: DurableInbox, do: Callable[[], Awaitable[Any]]) -> Any:
    """Does something in a loop, and closes the inbox."""

    async def main() -> Any:
        try:
            return await asyncio.wait_for(do(), 30)
        finally:
            await inbox.close()

    return asyncio.run(main())


class GatedLedger:
    """Writes when its gate is open, and raises `problem` while there is one."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.problem: Exception | None = None
        self.batches: list[list[str]] = []
        self.quiet = threading.Event()

    def write(self, batch: Sequence[Row]) -> list[Receipt]:
        self.gate.wait(10)
        self.check()
        self.batches.append([row[0] for row in batch])
        return [Receipt.STORED for _ in batch]

    def ids(self) -> set[str]:
        return {id_ for batch in self.batches for id_ in batch}

    def check(self) -> None:
        if self.problem:
            raise self.problem

    def tidy(self, *, quiet: bool) -> None:
        if quiet:
            self.quiet.set()

    def close(self) -> None:
        """Nothing is open."""


# --- on both databases


def test_a_delivery_is_in_the_table_when_it_is_acknowledged(url: str) -> None:
    inbox = open_inbox(url)

    receipt, seen = using(inbox, lambda: _accept_and_look(inbox, url))

    (row,) = seen
    assert receipt is Receipt.STORED
    assert (row["id"], row["attempt"], row["event"], row["action"]) == ("d-1", 1, "installation", "created")
    assert (row["installation_id"], row["state"], row["ended_at"]) == (7, "received", None)
    assert zlib.decompress(row["body"]) == b'{"a": 1}'


async def _accept_and_look(inbox: DurableInbox, url: str) -> tuple[Receipt, list[dict[str, Any]]]:
    return await inbox.accept(envelope()), rows(url)


@pytest.mark.parametrize("installation_id", [None, 1, 2**63 - 1])
def test_an_installation_is_kept_as_it_is(url: str, installation_id: int | None) -> None:
    inbox = open_inbox(url)

    using(inbox, lambda: inbox.accept(envelope(installation_id=installation_id)))

    assert rows(url)[0]["installation_id"] == installation_id


@pytest.mark.parametrize("state", ["received", "dispatched", "done"])
def test_a_redelivery_of_what_did_not_fail_is_known(url: str, state: str) -> None:
    inbox = open_inbox(url)

    async def main() -> Receipt:
        await inbox.accept(envelope())
        rows(url, f"UPDATE deliveries SET state = '{state}'")  # noqa: S608  one of three words
        return await inbox.accept(envelope(body=b"{}"))

    assert using(inbox, main) is Receipt.DUPLICATE
    (row,) = rows(url)
    assert (row["state"], row["attempt"], zlib.decompress(row["body"])) == (state, 1, b'{"a": 1}')


def test_a_redelivery_of_what_failed_is_a_new_attempt(url: str) -> None:
    inbox = open_inbox(url)

    async def main() -> list[Receipt]:
        await inbox.accept(envelope())
        rows(url, "UPDATE deliveries SET state = 'failed', ended_at = received_at, sentence = 'It broke.', body = ''")
        return [await inbox.accept(envelope(body=b"{}")), await inbox.accept(envelope())]

    assert using(inbox, main) == [Receipt.AGAIN, Receipt.DUPLICATE]
    (row,) = rows(url)
    assert (row["state"], row["attempt"], row["ended_at"], row["sentence"]) == ("received", 2, None, "")
    assert zlib.decompress(row["body"]) == b"{}"


def test_of_many_with_one_id_exactly_one_is_kept(url: str) -> None:
    inbox = open_inbox(url)

    async def main() -> list[Receipt]:
        return list(await asyncio.gather(*(inbox.accept(envelope()) for _ in range(20))))

    receipts = using(inbox, main)

    assert sorted(receipts) == [Receipt.DUPLICATE] * 19 + [Receipt.STORED]
    assert len(rows(url)) == 1


def test_four_hundred_at_once_make_few_commits(url: str) -> None:
    inbox = open_inbox(url)

    async def main() -> list[Receipt]:
        return list(await asyncio.gather(*(inbox.accept(envelope(f"d-{number}")) for number in range(400))))

    receipts = using(inbox, main)

    assert set(receipts) == {Receipt.STORED}
    assert len(rows(url)) == 400
    assert 1 <= inbox.commits <= 40


def test_two_processes_may_take_the_same_deliveries_in_any_order(url: str) -> None:
    one, other = open_inbox(url), open_inbox(url)
    ids = [f"d-{number}" for number in range(100)]

    async def main() -> list[Receipt]:
        first = [one.accept(envelope(id_)) for id_ in ids]
        second = [other.accept(envelope(id_)) for id_ in reversed(ids)]
        try:
            return list(await asyncio.gather(*first, *second))
        finally:
            await other.close()

    receipts = using(one, main)

    assert receipts.count(Receipt.STORED) == receipts.count(Receipt.DUPLICATE) == 100


def test_it_is_ready_when_the_table_is_there(url: str) -> None:
    inbox = open_inbox(url)

    assert using(inbox, inbox.check) is None


def test_it_is_not_ready_without_the_table_and_heals_when_it_comes(empty: str) -> None:
    from db import migrate

    inbox = open_inbox(empty)

    async def main() -> Receipt:
        with pytest.raises(DatabaseDown, match="could not keep"):
            await inbox.check()
        with pytest.raises(DatabaseDown, match="could not keep"):
            await inbox.accept(envelope())
        migrate(empty)
        await inbox.check()
        return await inbox.accept(envelope())

    assert using(inbox, main) is Receipt.STORED


# --- whatever the database


def test_nothing_is_acknowledged_before_the_commit() -> None:
    ledger = GatedLedger()
    inbox = DurableInbox(ledger)

    async def main() -> Receipt:
        task = asyncio.create_task(inbox.accept(envelope()))
        await asyncio.sleep(0.05)
        assert (task.done(), inbox.waiting(), inbox.commits) == (False, 1, 0)
        ledger.gate.set()
        return await task

    assert using(inbox, main) is Receipt.STORED
    assert inbox.waiting() == 0


def test_what_arrives_during_a_commit_is_in_the_next_one_up_to_a_batch() -> None:
    ledger = GatedLedger()
    inbox = DurableInbox(ledger)

    async def main() -> None:
        first = asyncio.create_task(inbox.accept(envelope("first")))
        await asyncio.sleep(0.05)
        rest = asyncio.gather(*(inbox.accept(envelope(f"d-{number}")) for number in range(300)))
        await asyncio.sleep(0)
        ledger.gate.set()
        await asyncio.gather(first, rest)

    using(inbox, main)

    assert [len(batch) for batch in ledger.batches] == [1, 128, 128, 44]


def test_a_full_inbox_refuses_and_takes_again_when_there_is_room() -> None:
    ledger = GatedLedger()
    inbox = DurableInbox(ledger, limit=3)

    async def main() -> Receipt:
        waiting = [asyncio.create_task(inbox.accept(envelope(f"d-{number}"))) for number in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(InboxFull, match="3 deliveries wait"):
            await inbox.accept(envelope("one too many"))
        with pytest.raises(InboxFull):
            await inbox.check()
        ledger.gate.set()
        await asyncio.gather(*waiting)
        return await inbox.accept(envelope("later"))

    assert using(inbox, main) is Receipt.STORED
    assert "one too many" not in ledger.ids()


def test_large_bodies_fill_it_sooner_but_one_is_always_taken() -> None:
    ledger = GatedLedger()
    inbox = DurableInbox(ledger)
    large = bytes(100 * 2**20)

    async def main() -> None:
        first = asyncio.create_task(inbox.accept(envelope("first", large)))
        await asyncio.sleep(0)
        with pytest.raises(InboxFull):
            await inbox.accept(envelope("second", large))
        ledger.gate.set()
        await first

    using(inbox, main)

    assert ledger.batches == [["first"]]


@pytest.mark.parametrize("problem", [DatabaseDown("It is down."), ValueError("a bug")])
def test_a_commit_that_fails_is_told_to_all_who_wait_and_the_next_one_works(problem: Exception) -> None:
    ledger = GatedLedger()
    inbox = DurableInbox(ledger)
    ledger.problem = problem
    ledger.gate.set()

    async def main() -> list[Any]:
        waiting = [inbox.accept(envelope(f"d-{number}")) for number in range(5)]
        told = await asyncio.gather(*waiting, return_exceptions=True)
        with pytest.raises(DatabaseDown):
            await inbox.check()
        ledger.problem = None
        assert await inbox.accept(envelope()) is Receipt.STORED
        return list(told)

    told = using(inbox, main)

    assert {type(error) for error in told} == {DatabaseDown}
    assert all(str(problem) in error.sentence for error in told)
    assert inbox.commits == 1


def test_who_has_gone_is_not_waited_for() -> None:
    ledger = GatedLedger()
    inbox = DurableInbox(ledger)

    async def main() -> Receipt:
        gone = asyncio.create_task(inbox.accept(envelope("gone")))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.sleep(0)
        ledger.gate.set()
        return await inbox.accept(envelope("there"))

    assert using(inbox, main) is Receipt.STORED
    assert "gone" in ledger.batches[0]


def test_closing_commits_what_waits_and_takes_nothing_more() -> None:
    ledger = GatedLedger()
    inbox = DurableInbox(ledger)

    async def main() -> list[Receipt]:
        waiting = [asyncio.create_task(inbox.accept(envelope(f"d-{number}"))) for number in range(200)]
        await asyncio.sleep(0)
        closing = asyncio.create_task(inbox.close())
        await asyncio.sleep(0)
        with pytest.raises(DatabaseDown, match="closed"):
            await inbox.accept(envelope("late"))
        ledger.gate.set()
        await closing
        return await asyncio.gather(*waiting)

    assert using(inbox, main) == [Receipt.STORED] * 200
    assert "late" not in ledger.ids()


def test_a_loop_that_is_gone_is_no_harm_to_those_who_wait_in_another() -> None:
    ledger = GatedLedger()
    inbox = DurableInbox(ledger)

    async def leave() -> None:
        await asyncio.wait([asyncio.ensure_future(inbox.accept(envelope(id_))) for id_ in ("a", "b")], timeout=0.05)

    async def main() -> Receipt:
        asyncio.get_running_loop().call_later(0.05, ledger.gate.set)
        return await inbox.accept(envelope("after"))

    asyncio.run(leave())

    assert using(inbox, main) is Receipt.STORED
    assert ledger.ids() == {"a", "b", "after"}


def test_when_nothing_comes_it_tidies_up_once() -> None:
    ledger = GatedLedger()
    ledger.gate.set()
    inbox = DurableInbox(ledger)

    async def main() -> bool:
        await inbox.accept(envelope())
        return await asyncio.to_thread(ledger.quiet.wait, 5)

    assert using(inbox, main)
