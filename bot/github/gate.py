"""Keeps to GitHub's pace: a pause between the writes of one installation, and silence while a limit lasts."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import RateLimited

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """The clock and the sleep of a process; a test passes its own."""

    now: Callable[[], datetime] = _now
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class Gate:
    """Writes of one installation start at least `pace` seconds apart; nothing is sent before a limit is over."""

    def __init__(self, pace: float, time: Time) -> None:
        self._pace = timedelta(seconds=pace)
        self._time = time
        self._next: dict[int, datetime] = {}
        self._shut: dict[int, datetime] = {}

    async def enter(self, installation: int, *, writes: bool) -> None:
        """Waits for the turn of a write; raises RateLimited while the installation's limit lasts."""
        now = self._time.now()
        if (until := self._shut.get(installation, now)) > now:
            raise RateLimited(
                f"GitHub's rate limit for this installation is reached until {until:%H:%M:%S} UTC.", until
            )
        if writes and self._pace:
            turn = max(self._next.get(installation, now), now)
            self._next[installation] = turn + self._pace  # taken before the sleep, so that no two get the same turn
            if turn > now:
                await self._time.sleep((turn - now).total_seconds())

    def shut(self, installation: int, until: datetime) -> None:
        self._shut[installation] = until
