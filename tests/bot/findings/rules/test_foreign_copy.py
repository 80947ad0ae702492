"""Tables for the rule foreign-copy."""

from __future__ import annotations

import pytest

from bot.findings.rules import foreign_copy
from tests.bot.findings.given import caught

CATCHES = [
    ("COPY ../x ./", 2),
    ("COPY a/../../x ./", 2),
    ("COPY /etc/passwd ./", 2),
    ("COPY https://x.example/a ./", 2),
    ("COPY $X ./", 2),
    ("COPY a /etc/x", 2),
    ("COPY a /", 2),
    ("COPY a ../x", 2),
    ("COPY a", 2),
    ("COPY", 2),
    ("COPY a /bin/", 2),
    ("COPY a /app/../etc/x", 2),
    ("FROM python:3.14-slim-trixie AS a\nFROM python:3.14-slim-trixie\nCOPY --from=a /bin/bash /app/bash", 3),
    ("FROM python:3.14-slim-trixie AS a\nFROM python:3.14-slim-trixie\nCOPY --from=a /etc /app/etc", 3),
    ("FROM python:3.14-slim-trixie AS a\nFROM python:3.14-slim-trixie\nCOPY --from=a /bin /app/bin", 3),
    ("FROM python:3.14-slim-trixie AS a\nFROM python:3.14-slim-trixie\nCOPY --from=a /app/dist /etc/x", 3),
    ("COPY --from=busybox:1.37.0-musl /bin/sh /app/sh", 2),
    ("COPY --from=ghcr.io/astral-sh/uv:0.13.9 /uv /etc/", 2),
    ("COPY --from=node:24-trixie-slim /usr/local/bin/ /app/", 2),
    ("COPY --from=busybox:1.37.0-musl /usr/local/bin/ /usr/local/bin/", 2),
]
PASSES = [
    "COPY . .",
    "COPY . ./",
    "COPY package.json package-lock.json ./",
    "COPY requirements.txt /app/",
    "COPY dist/ /usr/share/nginx/html/",
    "COPY a b/",
    "COPY src ./src/",
    'COPY ["a b", "./"]',
    "COPY . /app",
    "COPY .env.example ./",
    "COPY <<EOF /etc/x\nx\nEOF",
    "FROM python:3.14-slim-trixie AS a\nFROM python:3.14-slim-trixie\nCOPY --from=a /app/.venv /app/.venv",
    "FROM python:3.14-slim-trixie AS a\nFROM python:3.14-slim-trixie\nCOPY --from=a /out/app /app",
    "FROM python:3.14-slim-trixie AS a\nFROM python:3.14-slim-trixie\nCOPY --from=a /out/app /usr/local/bin/app",
    "COPY --from=ghcr.io/astral-sh/uv:0.13.9 /uv /uvx /usr/local/bin/",
    "COPY --from=busybox:1.37.0-musl /bin/busybox /busybox",
    "COPY --from=node:24-trixie-slim /usr/local/bin/ /usr/local/bin/",
    "COPY --from=node:24-trixie-slim /usr/local/lib/node_modules/ /usr/local/lib/node_modules/",
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(foreign_copy, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(foreign_copy, text) == []
