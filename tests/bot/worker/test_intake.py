"""Intake: what becomes of a delivery, whatever it holds and wherever a crash falls."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.catalogue import load
from bot.errors import DatabaseDown, WrongShape
from bot.types import InstallationDeleted, InstallationSuspended, Request, Why
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


def intake(
    store: MemoryStore,
    runs: Runs,
    dispatch: Callable[[Delivery], tuple[Intent, ...]] = understand,
    forget: Callable[[int], None] = lambda _: None,
) -> Intake:
    rim = Rim(
        store=store,
        artifacts=MemoryArtifacts(),
        github=lambda _: MemoryGitHub(),
        catalogue=load(),
        dispatch=dispatch,
        walk=short_walk,
        tell=tell,
        marker="<!-- m -->",
        forget=forget,
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

    first = asyncio.run(intake(store, runs).once())
    assert (first, store.states["d"]) == (0, "received")
    asyncio.run(intake(store, runs).once())

    assert set(runs.started) == {"d/1/7", "d/1/8"}
    assert store.states["d"] == "dispatched"


def test_a_delivery_that_breaks_us_is_given_up_after_some_tries_and_holds_up_nobody() -> None:
    store, runs = MemoryStore(), Runs()
    for name in ("bad", "good"):
        store.accept(envelope(name, 7 if name == "good" else 8))
    apply = store.apply

    async def broken(intent: Intent) -> None:
        if isinstance(intent, Request) and intent.repository.id == 8:
            raise ValueError("a constraint")
        await apply(intent)

    store.apply = broken  # type: ignore[method-assign]
    taken = intake(store, runs)

    counts = [asyncio.run(taken.once()) for _ in range(6)]

    assert counts == [1, 0, 0, 0, 1, 0]
    assert store.states == {"bad": "failed", "good": "dispatched"}
    assert store.sentences["bad"] == "Dispatching it broke with ValueError: see the worker's log."


def test_a_database_that_is_down_stops_the_round() -> None:
    store = MemoryStore()
    store.accept(envelope("d", 7))

    async def down(intent: Intent) -> None:
        raise DatabaseDown("away")

    store.apply = down  # type: ignore[method-assign]

    with pytest.raises(DatabaseDown):
        asyncio.run(intake(store, Runs()).once())
    assert store.states["d"] == "received"


@pytest.mark.parametrize("kind", [InstallationDeleted, InstallationSuspended])
def test_the_tokens_of_an_installation_that_goes_are_dropped(kind: Callable[..., Intent]) -> None:
    store, forgotten = MemoryStore(), list[int]()
    store.accept(envelope("d"))

    asyncio.run(intake(store, Runs(), lambda _: (kind(installation_id=3),), forgotten.append).once())

    assert forgotten == [3]
