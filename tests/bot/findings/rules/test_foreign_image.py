"""Tables for the rule foreign-image."""

from __future__ import annotations

import pytest

from bot.findings.rules import foreign_image
from bot.types import Severity
from tests.bot.findings.given import DIGEST, caught, theirs

CATCHES = [
    ("FROM evil/python:3.14-slim-trixie", 1),
    ("FROM pyth0n:3.14-slim-trixie", 1),
    ("FROM python:2.7", 1),
    ("FROM docker.io/evil/python:3.14", 1),
    ("ARG B=evil/image:1\nFROM ${B}", 2),
    ("ARG B\nFROM $B", 2),
    ("ARG A=evil\nARG B=${A}/image:1\nFROM $B", 3),
    ("FROM ${B:-evil/image:1}", 1),
    ("ARG B='evil/image:1'\nFROM $B", 2),
    ("FROM python:3.14-slim-trixie$X", 1),
    ("ARG B=python:3.14-slim-trixie\nARG B=evil/image:1\nFROM $B", 3),
    ('RUN --mount=type=cache,target=/root/x,"from=evil" true', 2),
    ("COPY --from=evil/tools:1 /x /app/x", 2),
    ("COPY --from=$B /x /app/x", 2),
    ("COPY --from=7 /x /app/x", 2),
    ("RUN --mount=type=bind,from=evil/tools:1,target=/x true", 2),
    ("RUN --mount=from=evil/tools:1,target=/x true", 2),
    ("FROM python:3.14-slim-trixie AS a\nCOPY --from=b /x /app/x\nFROM python:3.14-slim-trixie AS b", 2),
    ("FROM python:3.14-slim-trixie AS a\nCOPY --from=a /x /app/x", 2),
    ("FROM python:3.14-slim-trixie@sha256:abc", 1),
    (f"FROM python:3.13-slim-trixie@{DIGEST}", 1),
    (f"FROM python@{DIGEST}", 1),
]
PASSES = [
    "FROM python:3.14-slim-trixie",
    "FROM scratch",
    f"FROM python:3.14-slim-trixie@{DIGEST}",
    "ARG B=python:3.14-slim-trixie\nFROM ${B}",
    "ARG V=3.14\nFROM python:${V}-slim-trixie",
    "FROM python:${V:-3.14}-slim-trixie",
    'ARG V="3.14"\nFROM python:$V-slim-trixie',
    "FROM python:3.14-slim-trixie AS B\nFROM python:3.14-slim-trixie\nCOPY --from=b /app /app\nCOPY --from=0 /a /app",
    "FROM python:3.14-slim-trixie AS build\nFROM BUILD",
    "COPY --from=ghcr.io/astral-sh/uv:0.13.9 /uv /usr/local/bin/",
    "FROM python:3.14-slim-trixie AS a\nFROM python:3.14-slim-trixie\nRUN --mount=type=bind,from=a,target=/x true",
]
THEIRS = [
    ("FROM evil/python:1\n", Severity.INFO),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(foreign_image, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(foreign_image, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(foreign_image, text) == [severity]
