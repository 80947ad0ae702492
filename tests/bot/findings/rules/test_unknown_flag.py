"""Tables for the rule unknown-flag."""

from __future__ import annotations

import pytest

from bot.findings.rules import unknown_flag
from tests.bot.findings.given import caught

CATCHES = [
    ("COPY --chown=root:root a b", 2),
    ("COPY --chown=0:0 a b", 2),
    ("COPY --chown=$U a b", 2),
    ("COPY --chmod=4755 a b", 2),
    ("COPY --chmod=u+s a b", 2),
    ("COPY --from=$X a b", 2),
    ("RUN --device=x ls", 2),
    ("FROM --platform=$EVIL x", 1),
    ("COPY --keep-git-dir a b", 2),
    ("ADD --checksum=x a b", 2),
    ("WORKDIR --x /app", 2),
    ('HEALTHCHECK --interval=$X CMD ["/app/x"]', 2),
    ("COPY --unpack a b", 2),
]
PASSES = [
    "COPY --chown=10001:10001 --chmod=755 --link a b",
    "FROM --platform=$BUILDPLATFORM x",
    "FROM --platform=linux/arm64 x",
    "COPY --from=0 a b",
    'HEALTHCHECK --interval=10s --timeout=500ms --retries=3 --start-period=1m CMD ["/app/x"]',
    "RUN --mount=type=cache,target=/x ls",
    "COPY --parents */x.json ./",
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(unknown_flag, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(unknown_flag, text) == []
