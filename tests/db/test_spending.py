"""What models cost: each call is a row, and sums are by run, by installation and by day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.types import Call, Ending, Spent, Usage
from db.tables import CallRow
from tests.db.worlds import INSTALLED, NOON, ask, deliver, request, rows

if TYPE_CHECKING:
    from db.store import SqlStore

DAY = timedelta(days=1)


def call(run_id: str = "d1/1/11", usd: float | None = 0.5, usage: Usage | None = None, days: int = 0) -> Call:
    return Call(
        run_id=run_id,
        installation_id=7 if run_id.startswith("d1") else 8,
        model="openai:tiny",
        prompt="advice-1@abc",
        ending=Ending.ANSWERED,
        usage=usage or Usage(input=100, cached=60, output=20),
        usd=usd,
        seconds=1.5,
        at=NOON - days * DAY,
    )


def test_calls_add_up_by_run_by_installation_and_by_day(url: str) -> None:
    first, second = deliver(url, "d1", "d2")

    async def do(store: SqlStore) -> list[Spent]:
        await store.apply(INSTALLED)
        await store.dispatched(first, {"d1/1/11": request()})
        await store.dispatched(second, {"d2/1/11": request()})
        for one in (call(), call(days=2), call("d2/1/11"), call(usd=None)):
            await store.called(one)
        return [
            await store.spent(run_id="d1/1/11"),
            await store.spent(installation_id=8),
            await store.spent(since=NOON - DAY),
            await store.spent(run_id="d1/1/11", since=NOON - DAY),
            await store.spent(run_id="nobody"),
        ]

    assert ask(url, do) == [
        Spent(tokens=360, usd=1.0),
        Spent(tokens=120, usd=0.5),
        Spent(tokens=360, usd=1.0),
        Spent(tokens=240, usd=0.5),
        Spent(tokens=0, usd=0.0),
    ]


def test_a_row_says_what_it_cost_and_nothing_of_what_was_said(url: str) -> None:
    (first,) = deliver(url, "d1")

    async def do(store: SqlStore) -> None:
        await store.apply(INSTALLED)
        await store.dispatched(first, {"d1/1/11": request()})
        await store.called(call())

    ask(url, do)
    (row,) = rows(url, CallRow)

    assert (row.model, row.prompt, row.ending) == ("openai:tiny", "advice-1@abc", "answered")
    assert (row.input_tokens, row.cached_tokens, row.output_tokens, row.at) == (100, 60, 20, NOON)


def test_a_call_without_usage_is_a_row_all_the_same(url: str) -> None:
    (first,) = deliver(url, "d1")

    async def do(store: SqlStore) -> Spent:
        await store.apply(INSTALLED)
        await store.dispatched(first, {"d1/1/11": request()})
        from dataclasses import replace

        await store.called(replace(call(usd=None), usage=None, ending=Ending.TIMED_OUT))
        return await store.spent(run_id="d1/1/11")

    assert ask(url, do) == Spent()
    assert rows(url, CallRow)[0].input_tokens is None


def test_advice_is_kept_by_its_key_until_it_is_old(url: str) -> None:
    async def do(store: SqlStore) -> list[str]:
        found = [await store.recall("k")]
        await store.remember("k", "first")
        await store.remember("k", "second")
        found.append(await store.recall("k"))
        await store.purge(NOON)
        found.append(await store.recall("k"))
        await store.purge(NOON + DAY)
        return [*found, await store.recall("k")]

    assert ask(url, do) == ["", "first", "first", ""]
