"""Intake: what becomes of a delivery, whatever it holds and wherever a crash falls."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.catalogue import load
from bot.errors import WrongShape
from bot.types import Request, Why
from bot.worker.intake import Intake
from bot.worker.rim import Rim
from tests.bot.worker.world import envelope, repository, short_walk, tell, understand
from tests.doubles.artifacts import MemoryArtifacts
from tests.doubles.github import MemoryGitHub
from tests.doubles.store import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.types import Delivery, Intent


class Runs:
    """Stands where DBOS is: remembers what was enqueued, once for each id; `breaks` at the n-th."""

    def __init__(self, breaks: int = 0) -> None:
        self.started: dict[str, tuple[Any, ...]] = {}
        self.calls = 0
        self._breaks = breaks

    async def enqueue_run(self, run_id: str, *args: Any) -> None:
        self.calls += 1
        if self.calls == self._breaks:
            raise ConnectionError("the workflow database is away")
        self.started.setdefault(run_id, args)


def intake(store: MemoryStore, runs: Runs, dispatch: Callable[[Delivery], tuple[Intent, ...]] = understand) -> Intake:
    rim = Rim(
        store=store,
        artifacts=MemoryArtifacts(),
        github=lambda _: MemoryGitHub(),
        catalogue=load(),
        dispatch=dispatch,
        walk=short_walk,
        tell=tell,
        marker="<!-- m -->",
    )
    return Intake(runs.enqueue_run, rim)


def test_each_request_starts_one_run_under_its_id() -> None:
    store, runs = MemoryStore(), Runs()
    store.accept(envelope("d", 7, 8, attempt=2))

    count = asyncio.run(intake(store, runs).once())

    assert count == 1
    assert set(runs.started) == {"d/2/7", "d/2/8"}
    assert store.states["d"] == "dispatched"


def test_two_requests_for_one_repository_are_one_run() -> None:
    store, runs = MemoryStore(), Runs()
    store.accept(envelope("d", 7))
    wish = Request(repository=repository(7), why=Why.INSTALLED)

    asyncio.run(intake(store, runs, lambda _: (wish, replace(wish, why=Why.PUSHED))).once())

    assert runs.started == {"d/1/7": (wish,)}


def test_a_delivery_that_asks_for_nothing_is_done() -> None:
    store, runs = MemoryStore(), Runs()
    store.accept(envelope("d"))

    asyncio.run(intake(store, runs).once())

    assert store.states["d"] == "done"


def _wrong(_: Delivery) -> tuple[Intent, ...]:
    raise WrongShape("The payload has no repository.")


def _broken(_: Delivery) -> tuple[Intent, ...]:
    raise KeyError("a secret of the payload")


@pytest.mark.parametrize(
    ("body", "dispatch", "sentence"),
    [
        (b"{}", _wrong, "The payload has no repository."),
        (b"{}", _broken, "The handler of test broke with KeyError: see the worker's log."),
        (b"no json", understand, "The body is not JSON."),
        (b"\xff\xfe", understand, "The body is not JSON."),
        (b"[]", understand, "The body is not a JSON object."),
    ],
)
def test_a_delivery_that_nobody_can_read_fails_and_holds_up_nobody(
    body: bytes, dispatch: Callable[[Delivery], tuple[Intent, ...]], sentence: str
) -> None:
    store, runs = MemoryStore(), Runs()
    store.accept(replace(envelope("bad"), body=body))

    asyncio.run(intake(store, runs, dispatch).once())

    assert (store.states["bad"], store.sentences["bad"]) == ("failed", sentence)


def test_a_crash_between_the_two_databases_is_made_good_by_doing_it_again() -> None:
    store, runs = MemoryStore(), Runs(breaks=2)
    store.accept(envelope("d", 7, 8))

    with pytest.raises(ConnectionError):
        asyncio.run(intake(store, runs).once())
    assert store.states["d"] == "received"
    asyncio.run(intake(store, runs).once())

    assert set(runs.started) == {"d/1/7", "d/1/8"}
    assert store.states["d"] == "dispatched"
