"""Coroutines that never suspend need no event loop; one that does is found out."""

from __future__ import annotations

import asyncio

import pytest

from bot.cli.drive import drive


async def _answer() -> int:
    return 42


async def _nested() -> int:
    return await _answer() + 1


async def _waits() -> None:
    await asyncio.sleep(0)


def test_it_returns_what_the_coroutine_returns() -> None:
    assert drive(_nested()) == 43


def test_an_error_comes_through() -> None:
    async def breaks() -> None:
        raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        drive(breaks())


def test_a_coroutine_that_waits_is_a_mistake() -> None:
    with pytest.raises(RuntimeError, match="waits for something"):
        drive(_waits())
