"""The store as the worker uses it: deliveries become runs, and end when these have."""

from __future__ import annotations

import asyncio
import dataclasses
import zlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import db
from bot.errors import DatabaseDown
from bot.types import Comment, Decline, Declined, Done, Proof, RunState, Why
from db.engine import open_engine
from db.store import SqlStore
from db.tables import DeliveryRow, RunRow
from tests.db.worlds import (
    INSTALLED,
    NOON,
    OTHER,
    PULL,
    REPOSITORY,
    SECOND,
    Clock,
    ask,
    deliver,
    request,
    rows,
)

if TYPE_CHECKING:
    from pathlib import Path

    from bot.types import Envelope, Request

RUN = "d1/1/11"
SECOND_RUN = "d1/1/12"
BOTH = {RUN: request(), SECOND_RUN: request(OTHER)}
DONE = Done(pull_request=PULL, proof=Proof())
DECLINED = Declined(reason=Decline.FORK, sentence="It is a fork.")


def delivery(url: str) -> DeliveryRow:
    (row,) = rows(url, DeliveryRow)
    return row


def dispatch(url: str, envelope: Envelope, requests: dict[str, Request]) -> None:
    async def do(store: SqlStore) -> None:
        await store.dispatched(envelope, requests)

    ask(url, do)


def test_deliveries_are_read_oldest_first_with_their_body_and_attempt(url: str) -> None:
    deliver(url, "d2", "d1", attempt=2)
    deliver(url, "d3", state="done")

    found = ask(url, lambda store: store.received(10))

    assert [envelope.id for envelope in found] == ["d2", "d1"]
    assert found[0].body == b'{"ref": "x"}'
    assert found[0].attempt == 2
    assert found[0].installation_id == 7


def test_no_more_deliveries_are_read_than_asked_for(url: str) -> None:
    deliver(url, "d1", "d2", "d3")

    assert len(ask(url, lambda store: store.received(2))) == 2


def test_a_dispatched_delivery_has_its_runs_and_is_not_read_again(url: str) -> None:
    (envelope,) = deliver(url, "d1")

    async def do(store: SqlStore) -> None:
        await store.dispatched(envelope, BOTH)
        assert await store.received(10) == ()

    ask(url, do)

    assert delivery(url).state == "dispatched"
    assert [(run.id, run.state) for run in rows(url, RunRow)] == [(RUN, "waiting"), (SECOND_RUN, "waiting")]


def test_a_delivery_without_requests_is_done_when_dispatched(url: str) -> None:
    (envelope,) = deliver(url, "d1")

    dispatch(url, envelope, {})

    assert (delivery(url).state, delivery(url).ended_at) == ("done", NOON + SECOND)


def test_a_request_is_kept_whole(url: str) -> None:
    (envelope,) = deliver(url, "d1")
    asked = dataclasses.replace(request(why=Why.ASKED), comment=Comment(id=5, issue=6, author="mona"), ref="dev")

    dispatch(url, envelope, {RUN: asked})

    (run,) = rows(url, RunRow)
    assert (run.why, run.request["ref"], run.request["comment"]) == (
        "asked",
        "dev",
        {"id": 5, "issue": 6, "author": "mona"},
    )


def test_dispatching_twice_is_dispatching_once(url: str) -> None:
    (envelope,) = deliver(url, "d1")

    async def do(store: SqlStore) -> None:
        await store.dispatched(envelope, BOTH)
        await store.started(RUN)
        await store.ended(SECOND_RUN, DONE)
        await store.dispatched(envelope, BOTH)

    ask(url, do)

    assert delivery(url).state == "dispatched"
    assert {run.id: run.state for run in rows(url, RunRow)} == {RUN: "running", SECOND_RUN: "done"}


def test_a_delivery_is_done_when_its_last_run_has_ended(url: str) -> None:
    (envelope,) = deliver(url, "d1")

    async def do(store: SqlStore) -> str:
        await store.dispatched(envelope, BOTH)
        await store.ended(RUN, DONE)
        between = delivery(url).state
        await store.ended(SECOND_RUN, DECLINED)
        return between

    assert ask(url, do) == "dispatched"
    assert delivery(url).state == "done"
    assert delivery(url).ended_at is not None


def test_a_delivery_has_failed_as_soon_as_one_of_its_runs_has(url: str) -> None:
    (envelope,) = deliver(url, "d1")

    async def do(store: SqlStore) -> None:
        await store.dispatched(envelope, BOTH)
        await store.failed(RUN, "GitHub did not answer.")

    ask(url, do)

    assert (delivery(url).state, delivery(url).sentence) == ("failed", "GitHub did not answer.")


def test_a_failed_delivery_stays_failed_when_its_other_runs_end(url: str) -> None:
    (envelope,) = deliver(url, "d1")

    async def do(store: SqlStore) -> None:
        await store.dispatched(envelope, BOTH)
        await store.failed(RUN, "GitHub did not answer.")
        await store.ended(SECOND_RUN, DONE)

    ask(url, do)

    assert delivery(url).state == "failed"


def test_a_run_of_an_earlier_attempt_does_not_close_the_next_one(url: str) -> None:
    (envelope,) = deliver(url, "d1", attempt=2)
    late = {"d1/1/11": request()}

    async def do(store: SqlStore) -> None:
        await store.dispatched(dataclasses.replace(envelope, attempt=1), late)
        await store.dispatched(envelope, {"d1/2/11": request()})
        await store.failed("d1/1/11", "It broke.")

    ask(url, do)

    assert delivery(url).state == "dispatched"


def test_runs_that_end_before_their_dispatch_is_recorded_close_the_delivery_then(url: str) -> None:
    (envelope,) = deliver(url, "d1")

    async def do(store: SqlStore) -> str:
        await store.apply(request())
        await store.started(RUN)
        await store.ended(RUN, DONE)
        assert await store.runs() == ()
        between = delivery(url).state
        await store.dispatched(envelope, {RUN: request()})
        return between

    assert ask(url, do) == "received"
    assert delivery(url).state == "done"
    assert [record.why for record in ask(url, lambda store: store.runs())] == [Why.PUSHED]


def test_a_run_that_fails_before_its_dispatch_is_recorded_lets_no_other_request_be_forgotten(url: str) -> None:
    (envelope,) = deliver(url, "d1")

    async def do(store: SqlStore) -> str:
        await store.apply(request())
        await store.failed(RUN, "It broke.")
        between = delivery(url).state
        await store.dispatched(envelope, BOTH)
        return between

    assert ask(url, do) == "received"
    assert delivery(url).state == "failed"
    assert len(rows(url, RunRow)) == 2


def test_runs_that_end_at_the_same_time_close_their_delivery(url: str) -> None:
    (envelope,) = deliver(url, "d1")
    many = {f"d1/1/{n}": request(dataclasses.replace(REPOSITORY, id=n)) for n in range(1, 21)}

    async def do(store: SqlStore) -> None:
        await store.dispatched(envelope, many)
        await asyncio.gather(*(store.ended(run_id, DONE) for run_id in many))

    ask(url, do)

    assert delivery(url).state == "done"


def test_a_rejected_delivery_has_failed_with_its_sentence(url: str) -> None:
    (envelope,) = deliver(url, "d1")

    async def do(store: SqlStore) -> None:
        await store.reject(envelope, "The payload has no repository.")
        await store.dispatched(envelope, {})

    ask(url, do)

    assert (delivery(url).state, delivery(url).sentence) == ("failed", "The payload has no repository.")


def test_the_first_end_of_a_run_is_the_one_that_counts(url: str) -> None:
    (envelope,) = deliver(url, "d1")

    async def do(store: SqlStore) -> None:
        await store.dispatched(envelope, {RUN: request()})
        await store.ended(RUN, DONE)
        await store.failed(RUN, "It broke afterwards.")
        await store.started(RUN)

    ask(url, do)

    (run,) = rows(url, RunRow)
    assert (run.state, run.sentence, run.pull_number, run.head) == ("done", "Pull request #3 is open.", 3, "c0ffee")
    assert delivery(url).state == "done"


def test_a_record_tells_a_run_for_people(url: str) -> None:
    (envelope,) = deliver(url, "d1")
    said_no = Declined(reason=Decline.SAID_NO, sentence="It was closed.", url=PULL.url)

    async def do(store: SqlStore) -> None:
        await store.apply(INSTALLED)
        await store.dispatched(envelope, {RUN: request()})
        await store.ended(RUN, said_no)

    ask(url, do)

    (record,) = ask(url, lambda store: store.runs())
    assert (record.id, record.delivery_id, record.repository) == (RUN, "d1", REPOSITORY)
    assert (record.state, record.sentence, record.pull_request) == (RunState.DECLINED, "It was closed.", PULL.url)
    assert record.ended_at is not None
    assert record.ended_at > record.created_at > NOON


def test_records_are_newest_first_and_can_be_those_of_one_delivery(url: str) -> None:
    first, second = deliver(url, "d1", "d2")

    async def do(store: SqlStore) -> tuple[list[str], list[str], list[str]]:
        await store.dispatched(first, {RUN: request()})
        await store.dispatched(second, {"d2/1/11": request()})
        found = (await store.runs(), await store.runs(delivery_id="d1"), await store.runs(limit=1))
        return [run.id for run in found[0]], [run.id for run in found[1]], [run.id for run in found[2]]

    assert ask(url, do) == (["d2/1/11", RUN], [RUN], ["d2/1/11"])


def test_purging_empties_what_ended_before_a_time_and_nothing_else(url: str) -> None:
    ended, _waiting = deliver(url, "d1", "d2")
    dispatch(url, ended, {})

    assert ask(url, lambda store: store.purge(NOON)) == 0
    assert ask(url, lambda store: store.purge(NOON + 60 * SECOND)) == 1
    assert ask(url, lambda store: store.purge(NOON + 60 * SECOND)) == 0
    assert [(row.id, bool(row.body)) for row in rows(url, DeliveryRow)] == [("d1", False), ("d2", True)]


def test_a_purged_body_leaves_the_files_of_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/dockerize.db"
    db.migrate(url)
    (envelope,) = deliver(url, "d1")
    dispatch(url, envelope, {})
    body = zlib.compress(envelope.body, 1)
    before = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    ask(url, lambda store: store.purge(NOON + 60 * SECOND))

    assert body in before
    assert body not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_a_database_with_its_tables_answers(url: str) -> None:
    ask(url, lambda store: store.check())


def test_a_database_without_tables_does_not_pass_the_check(empty: str) -> None:
    with pytest.raises(DatabaseDown, match=r"no tables yet|no such table"):
        ask(empty, lambda store: store.check())


def test_a_store_is_opened_by_the_package(url: str) -> None:
    (envelope,) = deliver(url, "d1")

    async def main() -> None:
        async with db.open_store(url) as store:
            await store.reject(envelope, "It makes no sense.")

    asyncio.run(main())

    ended = delivery(url).ended_at
    assert ended is not None
    assert timedelta() <= datetime.now(UTC) - ended < timedelta(minutes=1)


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_a_database_that_is_down_and_no_password_is_shown() -> None:
    with pytest.raises(DatabaseDown) as caught:
        ask("postgresql://somebody:hunter2@127.0.0.1:1/nothing", lambda store: store.received(1))

    assert caught.value.retry
    assert "hunter2" not in caught.value.sentence


def test_a_file_that_cannot_be_opened_is_a_database_that_is_down(tmp_path: Path) -> None:
    (tmp_path / "dockerize.db").mkdir()

    with pytest.raises(DatabaseDown, match="unable to open database file"):
        ask(f"sqlite:///{tmp_path}/dockerize.db", lambda store: store.received(1))


def test_a_file_that_is_no_database_is_a_database_that_is_down(tmp_path: Path) -> None:
    (tmp_path / "dockerize.db").write_bytes(b"a shopping list, " * 100)

    with pytest.raises(DatabaseDown, match="file is not a database"):
        ask(f"sqlite:///{tmp_path}/dockerize.db", lambda store: store.received(1))


def test_a_store_whose_only_connection_is_taken_for_too_long_is_down(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/dockerize.db"
    db.migrate(url)

    async def main() -> None:
        engine = open_engine(url, patience=0.05)
        async with engine.begin():
            with pytest.raises(DatabaseDown, match="too busy"):
                await SqlStore(engine, Clock()).received(1)
        await engine.dispose()

    asyncio.run(main())


def test_a_full_disk_is_a_database_that_is_down_and_heals(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/dockerize.db"
    db.migrate(url)

    async def do(store: SqlStore) -> None:
        async with store._engine.connect() as connection:
            pages = await connection.scalar(text("PRAGMA page_count"))
            await connection.execute(text(f"PRAGMA max_page_count={pages}"))
        many = tuple(dataclasses.replace(REPOSITORY, id=n, name="x" * 200) for n in range(200))
        with pytest.raises(DatabaseDown, match="full"):
            await store.apply(dataclasses.replace(INSTALLED, repositories=many))
        async with store._engine.connect() as connection:
            await connection.execute(text("PRAGMA max_page_count=1000000"))
        await store.apply(dataclasses.replace(INSTALLED, repositories=many))

    ask(url, do)


def test_a_mistake_of_ours_is_not_called_a_database_that_is_down(url: str) -> None:
    with pytest.raises(IntegrityError):
        ask(url, lambda store: store.started("unknown-delivery/1/11"))
