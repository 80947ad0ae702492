"""Tables for the rule steering-variable."""

from __future__ import annotations

import pytest

from bot.findings.rules import steering_variable
from tests.bot.findings.given import caught

CATCHES = [
    ("ENV LD_PRELOAD=/x.so", 2),
    ("ENV BASH_ENV=/x", 2),
    ("ENV PATH=/evil:$PATH", 2),
    ("ENV PATH=/app/bin", 2),
    ("ENV NODE_OPTIONS=--require=/x", 2),
    ("ENV HTTPS_PROXY=http://x", 2),
    ("ENV http_proxy=x", 2),
    ("ENV A=https://x.example", 2),
    ("ENV A=$B", 2),
    ("ENV GIT_SSH_COMMAND=x", 2),
    ("ARG PYTHONSTARTUP=/x", 2),
    ("ENV NODE_EXTRA_CA_CERTS=/x", 2),
    ("ENV PYTHONPATH=/etc", 2),
    ("ENV A='x;y'", 2),
    ("ARG X_VERSION=`x`\nFROM x", 1),
    ("ARG LD_PRELOAD=x\nFROM x", 1),
]
PASSES = [
    "ENV PORT=8080 NODE_ENV=production",
    "ENV PATH=/app/.venv/bin:$PATH",
    'ENV PATH="/app/.venv/bin:$PATH"',
    "ENV PYTHONUNBUFFERED=1",
    "ARG NEXT_PUBLIC_URL=https://x.example",
    "ARG TARGETARCH",
    "ARG PYTHON_VERSION=3.14\nFROM x",
    "ENV HOST=0.0.0.0",
    "ENV GREETING='hello world'",
    "ENV UV_PYTHON=/usr/local/bin/python",
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(steering_variable, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(steering_variable, text) == []
