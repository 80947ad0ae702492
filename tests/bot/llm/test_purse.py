"""The purse: what it refuses, by whose bound, and what it records."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.catalogue.prices import Price, prices
from bot.llm.purse import Bounds, Purse
from bot.types import Completion, Ending, Prompt, Spent, Usage

if TYPE_CHECKING:
    from bot.types import Call

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
PROMPT = Prompt(instructions="x" * 2999, question="", schema={}, name="d", version="advice-1@abc", max_output=1000)
PRICE = Price(input=10.0, cached=1.0, output=100.0)  # 1,000 tokens in and 1,000 out are 0.11 US dollars


@dataclass
class Book:
    """Spending in memory: sums that a test sets, and the calls that came in."""

    run: Spent = field(default_factory=Spent)
    installation: float = 0.0
    day: float = 0.0
    calls: list[Call] = field(default_factory=list)
    since: set[datetime | None] = field(default_factory=set)
    advice: dict[str, str] = field(default_factory=dict)

    async def recall(self, key: str) -> str:
        return self.advice.get(key, "")

    async def remember(self, key: str, advice: str) -> None:
        self.advice[key] = advice

    async def called(self, call: Call) -> None:
        self.calls.append(call)

    async def spent(
        self, *, run_id: str | None = None, installation_id: int | None = None, since: datetime | None = None
    ) -> Spent:
        self.since.add(since)
        if run_id:
            return self.run
        return Spent(usd=self.installation if installation_id else self.day)


def purse(book: Book, **bounds: float) -> Purse:
    return Purse(
        spending=book,
        run_id="d/1/7",
        installation_id=3,
        prices={"tiny": PRICE},
        now=lambda: NOON,
        bounds=Bounds(**bounds),  # type: ignore[arg-type]  # numbers all
    )


@pytest.mark.parametrize(
    ("book", "bounds", "why"),
    [
        (Book(), {}, ""),
        (Book(run=Spent(tokens=58_500)), {}, "one run, 60,000 tokens"),
        (Book(run=Spent(usd=0.15)), {}, "one run, 0.25 US dollars"),
        (Book(installation=4.95), {}, "installation's budget of 5.00 US dollars a day"),
        (Book(day=49.95), {}, "budget of 50.00 US dollars a day"),
        (Book(), {"run_usd": 0.1}, "one run, 0.10 US dollars"),
    ],
)
def test_a_call_that_might_exceed_a_bound_is_refused(book: Book, bounds: dict[str, float], why: str) -> None:
    said = asyncio.run(purse(book, **bounds).refuses(PROMPT, "openai:tiny"))

    assert why in said
    assert bool(said) == bool(why)


def test_a_day_begins_at_midnight() -> None:
    book = Book()

    asyncio.run(purse(book).refuses(PROMPT, "openai:tiny"))

    assert book.since == {None, datetime(2026, 11, 24, tzinfo=UTC)}


def test_a_model_without_a_price_is_bounded_by_tokens_alone() -> None:
    book = Book(installation=99, day=99)

    assert asyncio.run(purse(book).refuses(PROMPT, "langchain:ollama:local")) == ""


def test_a_call_is_recorded_with_what_it_cost() -> None:
    book = Book()
    said = Completion(
        ending=Ending.ANSWERED,
        model="openai:tiny",
        usage=Usage(input=1_000, cached=600, output=100),
        seconds=2.5,
    )

    asyncio.run(purse(book).spent(PROMPT, said))
    (call,) = book.calls

    assert (call.run_id, call.installation_id, call.prompt, call.at) == ("d/1/7", 3, "advice-1@abc", NOON)
    assert call.usd == pytest.approx((400 * 10 + 600 * 1 + 100 * 100) / 1e6)
    assert call.seconds == 2.5


@pytest.mark.parametrize(("model", "usage"), [("openai:tiny", None), ("x:unknown", Usage(input=1, output=1))])
def test_what_is_not_known_has_no_price(model: str, usage: Usage | None) -> None:
    book = Book()

    asyncio.run(purse(book).spent(PROMPT, Completion(ending=Ending.TIMED_OUT, model=model, usage=usage)))

    assert book.calls[0].usd is None


def test_the_shipped_prices_are_of_models_by_their_own_names() -> None:
    assert prices()["gpt-6-luna"] == Price(input=0.1, cached=0.01, output=0.5)
