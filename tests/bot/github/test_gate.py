"""Writes keep their distance, and a limit silences the whole installation."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.errors import RateLimited
from bot.github.gate import Gate, Time
from tests.bot.github.fake import NOW, Clock


def test_writes_of_one_installation_are_apart_even_when_they_come_at_once() -> None:
    clock = Clock()
    gate = Gate(1.0, Time(now=lambda: NOW, sleep=clock.sleep))

    async def three() -> None:
        await asyncio.gather(*(gate.enter(5, writes=True) for _ in range(3)))

    asyncio.run(three())

    assert clock.slept == [1.0, 2.0]


def test_reads_and_other_installations_do_not_wait() -> None:
    clock = Clock()
    gate = Gate(1.0, clock.time)

    async def several() -> None:
        await gate.enter(5, writes=True)
        await gate.enter(5, writes=False)
        await gate.enter(6, writes=True)

    asyncio.run(several())

    assert clock.slept == []


def test_nothing_waits_when_the_pace_is_zero() -> None:
    clock = Clock()
    gate = Gate(0, clock.time)

    async def two() -> None:
        await gate.enter(5, writes=True)
        await gate.enter(5, writes=True)

    asyncio.run(two())

    assert clock.slept == []


def test_a_limit_holds_until_it_is_over() -> None:
    clock = Clock()
    gate = Gate(0, clock.time)
    gate.shut(5, NOW + timedelta(seconds=30))

    with pytest.raises(RateLimited) as caught:
        asyncio.run(gate.enter(5, writes=False))
    asyncio.run(clock.sleep(30))
    asyncio.run(gate.enter(5, writes=False))

    assert caught.value.at == NOW + timedelta(seconds=30)


def test_the_default_clock_is_utc() -> None:
    assert Time().now().utcoffset() == timedelta(0)
