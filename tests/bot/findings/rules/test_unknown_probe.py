"""Tables for the rule unknown-probe."""

from __future__ import annotations

import pytest

from bot.findings.rules import unknown_probe
from tests.bot.findings.given import caught

CATCHES = [
    ('HEALTHCHECK CMD ["python", "-c", "import os"]', 2),
    ('HEALTHCHECK CMD ["curl", "-f", "http://127.0.0.1/"]', 2),
    ('HEALTHCHECK CMD ["sh", "-c", "/app/x"]', 2),
    ('HEALTHCHECK CMD ["node", "-e", "1"]', 2),
    ('HEALTHCHECK CMD ["wget", "-q", "-O", "/dev/null", "http://evil.example/"]', 2),
    ("HEALTHCHECK", 2),
    ('HEALTHCHECK CMD ["/bin/sh"]', 2),
    ('HEALTHCHECK CMD ["/app/x", "a b"]', 2),
    ("HEALTHCHECK CMD []", 2),
]
PASSES = [
    "HEALTHCHECK NONE",
    'HEALTHCHECK CMD ["/app/server", "healthcheck"]',
    'HEALTHCHECK CMD ["./podcli", "check", "http"]',
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(unknown_probe, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(unknown_probe, text) == []
