"""Whom runs ask, by the settings: nobody for the rules alone, else a chain that is closed with the process."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from bot.advisers import open_adviser
from bot.settings import Settings
from bot.types import Ending
from tests.bot.llm.test_contract import PROMPT
from tests.bot.llm.test_purse import Book
from tests.doubles import provider as providers


def settings(**given: Any) -> Settings:
    return Settings.of(role="web", github_webhook_secret="s" * 20, **given)


def test_the_rules_alone_ask_nobody() -> None:
    async def main() -> object:
        async with contextlib.AsyncExitStack() as stack:
            return open_adviser(settings(), stack, Book())("d/1/7", 3)

    assert asyncio.run(main()) is None


def test_a_run_asks_the_model_of_the_settings_within_its_budget() -> None:
    book = Book()
    with providers.providing() as server:
        server.behaviours = [providers.says('{"port": 8000}')]
        given = settings(
            model="openai:tiny", model_keys={"openai": "k-1"}, model_urls={"openai": server.url}, model_run_tokens=2000
        )

        async def main() -> list[Ending]:
            async with contextlib.AsyncExitStack() as stack:
                adviser = open_adviser(given, stack, book)("d/1/7", 3)
                assert adviser is not None
                first = await adviser.complete(PROMPT)
                book.run = book.run.__class__(tokens=1900)
                return [first.ending, (await adviser.complete(PROMPT)).ending]

        assert asyncio.run(main()) == [Ending.ANSWERED, Ending.OVER_BUDGET]

    assert "k-1" in given.secrets
    assert "k-1" not in repr(given)
