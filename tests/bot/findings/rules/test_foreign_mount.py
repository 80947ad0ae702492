"""Tables for the rule foreign-mount."""

from __future__ import annotations

import pytest

from bot.findings.rules import foreign_mount
from tests.bot.findings.given import caught

CATCHES = [
    ("RUN --mount=type=bind,from=build,target=/app/all true", 2),
    ("RUN --mount=from=build,source=/usr/bin,target=/app/bin true", 2),
    ("RUN --mount=type=secret,id=aws,target=/root/.aws true", 2),
    ("RUN --mount=type=ssh true", 2),
    ("RUN --mount=type=secret,id=npmrc,target=/tmp/x true", 2),
    ("RUN --mount=type=secret,id=npmrc true", 2),
    ("RUN --mount=type=tmpfs,target=/x true", 2),
    ("RUN --mount=type=cache,target=/etc true", 2),
    ("RUN --mount=type=cache true", 2),
    ("RUN --mount=type=cache,target=/root/../etc true", 2),
    ("RUN --mount=type=cache,target=/root/x,evil=1 true", 2),
    ("RUN --mount=type=bind,source=../x,target=/app/x true", 2),
    ("RUN --mount=type=bind,source=.,target=/etc true", 2),
    ("RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,env=X true", 2),
]
PASSES = [
    "RUN --mount=type=bind,from=build,source=/app/dist,target=/app/dist true",
    "RUN --mount=type=cache,target=/root/.cache/pip true",
    "RUN --mount=type=cache,id=uv,target=/root/.cache/uv,sharing=locked true",
    "RUN --mount=type=cache,dst=/var/cache/apt,sharing=locked true",
    "RUN --mount=type=bind,source=package.json,target=package.json true",
    "RUN --mount=type=bind,src=uv.lock,target=/app/uv.lock,ro true",
    "RUN --mount=type=secret,id=npmrc,target=/root/.npmrc true",
    "RUN --mount=source=.,target=/src true",
    "RUN true",
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(foreign_mount, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(foreign_mount, text) == []
