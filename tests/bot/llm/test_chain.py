"""The chain: which model is asked next, how often, when it waits, and that all of it is told to the purse."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.llm.breaker import Breaker
from bot.llm.chain import Chain, Link, Tempo
from bot.types import Completion, Ending, Prompt
from tests.bot.llm.test_purse import Book

if TYPE_CHECKING:
    from collections.abc import Sequence

PROMPT = Prompt(instructions="", question="", schema={}, name="x", version="1")


class Scripted:
    """A model that ends as it is told, one call after another."""

    def __init__(self, name: str, *endings: Ending, retry_after: float | None = None) -> None:
        self.name = name
        self._endings = list(endings)
        self._retry_after = retry_after
        self.open = True

    async def complete(self, prompt: Prompt) -> Completion:
        assert prompt is PROMPT
        ending = self._endings.pop(0)
        after = self._retry_after if ending is Ending.RATE_LIMITED else None
        return Completion(ending=ending, model=self.name, retry_after=after)

    async def aclose(self) -> None:
        self.open = False


class Wallet:
    """Remembers what was spent, and refuses after so many calls."""

    def __init__(self, calls: int = 100) -> None:
        self.left = calls
        self.spent_on: list[tuple[str, Ending, float]] = []

    async def refuses(self, prompt: Prompt, model: str) -> str:
        assert (prompt, bool(model)) == (PROMPT, True)
        return "" if self.left else "The budget of this run is spent."

    async def spent(self, prompt: Prompt, completion: Completion) -> None:
        assert prompt is PROMPT
        self.left -= 1
        self.spent_on.append((completion.model, completion.ending, completion.seconds))


class World:
    """A chain of scripted models, its purse, and the waits it took."""

    def __init__(self, *models: Scripted, calls: int = 100) -> None:
        self.waits: list[float] = []
        self.time = 0.0
        self.wallet = Wallet(calls)
        links = [Link(model=model, breaker=Breaker(self.now, failures=2, rest=60)) for model in models]
        self.chain = Chain(
            links, self.wallet, Tempo(sleep=self.sleep, now=self.now, waits=(1.0,), longest=20.0), Book()
        )

    def now(self) -> float:
        self.time += 0.5
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    def ask(self, times: int = 1) -> Sequence[Completion]:
        async def main() -> list[Completion]:
            return [await self.chain.complete(PROMPT) for _ in range(times)]

        return asyncio.run(main())


def test_an_answer_is_the_end_of_it_and_its_time_is_told() -> None:
    world = World(Scripted("a", Ending.ANSWERED), Scripted("b"))

    (said,) = world.ask()

    assert (said.model, said.ending, said.seconds) == ("a", Ending.ANSWERED, 0.5)
    assert world.wallet.spent_on == [("a", Ending.ANSWERED, 0.5)]


@pytest.mark.parametrize("ending", [Ending.INVALID, Ending.UNAVAILABLE, Ending.TIMED_OUT, Ending.RATE_LIMITED])
def test_what_may_be_different_is_tried_once_more(ending: Ending) -> None:
    world = World(Scripted("a", ending, Ending.ANSWERED))

    (said,) = world.ask()

    assert (said.ending, world.waits) == (Ending.ANSWERED, [1.0])


@pytest.mark.parametrize("ending", [Ending.REFUSED, Ending.CUT_OFF, Ending.REJECTED])
def test_what_will_be_the_same_goes_to_the_next_model_at_once(ending: Ending) -> None:
    world = World(Scripted("a", ending), Scripted("b", Ending.ANSWERED))

    (said,) = world.ask()

    assert (said.model, world.waits) == ("b", [])
    assert [model for model, *_ in world.wallet.spent_on] == ["a", "b"]


def test_a_provider_that_says_when_is_waited_for() -> None:
    world = World(Scripted("a", Ending.RATE_LIMITED, Ending.ANSWERED, retry_after=7))

    world.ask()

    assert world.waits == [7]


def test_a_provider_that_asks_for_too_long_is_not() -> None:
    world = World(Scripted("a", Ending.RATE_LIMITED, retry_after=3600), Scripted("b", Ending.ANSWERED))

    (said,) = world.ask()

    assert (said.model, world.waits) == ("b", [])


def test_where_nobody_answers_the_last_one_says_why() -> None:
    world = World(Scripted("a", Ending.REFUSED), Scripted("b", Ending.CUT_OFF))

    (said,) = world.ask()

    assert (said.model, said.ending) == ("b", Ending.CUT_OFF)


def test_a_model_that_is_ill_rests_and_the_next_one_goes_on() -> None:
    world = World(Scripted("a", Ending.UNAVAILABLE, Ending.UNAVAILABLE), Scripted("b", *[Ending.ANSWERED] * 2))

    said = world.ask(times=2)

    assert [each.model for each in said] == ["b", "b"]
    assert [model for model, *_ in world.wallet.spent_on] == ["a", "a", "b", "b"]


def test_where_all_rest_it_is_said_and_costs_nothing() -> None:
    world = World(Scripted("a", Ending.UNAVAILABLE, Ending.UNAVAILABLE))

    said = world.ask(times=2)

    assert [each.ending for each in said] == [Ending.UNAVAILABLE, Ending.OFF]
    assert len(world.wallet.spent_on) == 2


def test_a_spent_budget_ends_it_before_the_call() -> None:
    world = World(Scripted("a", Ending.INVALID), Scripted("b", Ending.ANSWERED), calls=1)

    (said,) = world.ask()

    assert (said.ending, said.sentence) == (Ending.OVER_BUDGET, "The budget of this run is spent.")
    assert world.waits == [1.0]


def test_its_name_is_the_setting_and_closing_it_closes_all() -> None:
    models = Scripted("openai:a"), Scripted("langchain:x:b")
    world = World(*models)

    asyncio.run(world.chain.aclose())

    assert world.chain.name == "openai:a,langchain:x:b"
    assert [model.open for model in models] == [False, False]


def test_what_was_advised_before_is_recalled() -> None:
    world = World(Scripted("a"))

    async def main() -> list[str]:
        before = await world.chain.recall("k")
        await world.chain.keep("k", "advice")
        return [before, await world.chain.recall("k")]

    assert asyncio.run(main()) == ["", "advice"]
