"""The place of a repository's writer, the time line and the artifacts of a run."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import TYPE_CHECKING

import pytest

from bot.types import Decline, Declined, Span
from db.tables import ArtifactRow, RunRow
from tests.db.worlds import INSTALLED, NOON, SECOND, ask, deliver, request, rows

if TYPE_CHECKING:
    from db.store import SqlStore

RUN, RIVAL = "d1/1/11", "d2/1/11"
LOOK = Span(name="look", started_at=NOON, seconds=0.25, requests=2, note="304")


@pytest.fixture
def ready(url: str) -> str:
    """A database with two dispatched deliveries that both want the same repository."""
    first, second = deliver(url, "d1", "d2")

    async def do(store: SqlStore) -> None:
        await store.apply(INSTALLED)
        await store.dispatched(first, {RUN: request()})
        await store.dispatched(second, {RIVAL: request()})

    ask(url, do)
    return url


def test_one_run_holds_a_repository_until_it_lets_go(ready: str) -> None:
    async def do(store: SqlStore) -> list[bool]:
        first = [await store.claim(11, RUN), await store.claim(11, RUN), await store.claim(11, RIVAL)]
        await store.release(11, RIVAL)
        second = [await store.claim(11, RIVAL)]
        await store.release(11, RUN)
        return first + second + [await store.claim(11, RIVAL)]

    assert ask(ready, do) == [True, True, False, False, True]


def test_of_many_that_claim_at_once_one_holds_it(ready: str) -> None:
    async def do(store: SqlStore) -> list[bool]:
        return await asyncio.gather(*(store.claim(11, f"d{n}/1/11") for n in range(10)))

    assert sum(ask(ready, do)) == 1


def test_a_repository_that_is_not_known_cannot_be_claimed(ready: str) -> None:
    assert not ask(ready, lambda store: store.claim(999, "d1/1/999"))


@pytest.mark.parametrize("end", ["ended", "failed"])
def test_a_run_that_is_over_holds_its_repository_no_longer(ready: str, end: str) -> None:
    async def do(store: SqlStore) -> bool:
        await store.claim(11, RUN)
        if end == "ended":
            await store.ended(RUN, Declined(reason=Decline.EMPTY, sentence="It is empty."))
        else:
            await store.failed(RUN, "It broke.")
        return await store.claim(11, RIVAL)

    assert ask(ready, do)


def test_a_run_starts_once(ready: str) -> None:
    async def do(store: SqlStore) -> None:
        await store.started(RUN)
        await store.started(RUN)

    ask(ready, do)

    run = rows(ready, RunRow)[0]
    assert (run.id, run.state, run.started_at) == (RUN, "running", NOON + 2 * SECOND)


def test_the_time_line_is_in_order_of_time_and_the_same_entry_twice_is_one(ready: str) -> None:
    later = dataclasses.replace(LOOK, started_at=NOON + SECOND)
    write = Span(name="tree", started_at=NOON + 2 * SECOND, seconds=1)

    async def do(store: SqlStore) -> None:
        for span in (write, LOOK, LOOK, later):
            await store.span(RUN, span)

    ask(ready, do)

    records = {record.id: record for record in ask(ready, lambda store: store.runs())}
    assert records[RUN].spans == (LOOK, later, write)
    assert records[RIVAL].spans == ()


def test_an_artifact_is_kept_once_for_each_path(ready: str) -> None:
    async def do(store: SqlStore) -> None:
        await store.artifact(RUN, "a/Dockerfile", "Dockerfile", "old", 1)
        await store.artifact(RUN, "b/Dockerfile", "Dockerfile", "new", 2)
        await store.artifact(RUN, "b/ignore", ".dockerignore", "x", 3)

    ask(ready, do)

    kept = [(row.path, row.key, row.sha256, row.size) for row in rows(ready, ArtifactRow)]
    assert sorted(kept) == [(".dockerignore", "b/ignore", "x", 3), ("Dockerfile", "b/Dockerfile", "new", 2)]
