"""A Hub with a clock of its own, and the answers that a mocked GitHub gives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx

from bot.github import Address, Hub, Time
from bot.types import Repository

if TYPE_CHECKING:
    from collections.abc import Mapping

API = "https://api.github.test"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
REPOSITORY = Repository(id=7, owner="octo", name="app", installation_id=5)
TOKENS = "/app/installations/5/access_tokens"
REPO = "/repos/octo/app"


class Clock:
    """Time that moves only when somebody sleeps, or when told to."""

    def __init__(self) -> None:
        self.now = NOW
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)

    @property
    def time(self) -> Time:
        return Time(now=lambda: self.now, sleep=self.sleep)


class PlainSigner:
    """Signs nothing, and counts how often it was asked."""

    def __init__(self) -> None:
        self.claims: list[Mapping[str, object]] = []

    async def sign(self, claims: Mapping[str, object]) -> str:
        self.claims.append(claims)
        return f"jwt-{len(self.claims)}"


def hub(clock: Clock | None = None, signer: PlainSigner | None = None, pace: float = 0) -> Hub:
    address = Address(api_url=API, timeout=2, pace_seconds=pace)
    return Hub(1, signer or PlainSigner(), address, (clock or Clock()).time)


def token(value: str = "ghs_one", clock: Clock | None = None) -> httpx.Response:
    """What GitHub answers when a token is minted."""
    expires = (clock.now if clock else NOW) + timedelta(hours=1)
    return httpx.Response(201, json={"token": value, "expires_at": expires.strftime("%Y-%m-%dT%H:%M:%SZ")})
