"""Tables for the rule latest-tag."""

from __future__ import annotations

import pytest

from bot.findings.rules import latest_tag
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("FROM python", 1),
    ("FROM python:latest", 1),
    ("FROM registry.example:5000/python", 1),
    ("ARG B=python\nFROM $B", 2),
    ("COPY --from=ghcr.io/astral-sh/uv /uv /bin/", 2),
    ("COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/", 2),
    ("RUN --mount=type=bind,from=python,target=/x true", 2),
]
PASSES = [
    "FROM python:3.14-slim-trixie",
    "FROM scratch",
    "FROM python@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "FROM python:3.14-slim-trixie AS a\nFROM a",
    "FROM $UNKNOWN",
    "FROM python:3.14-slim-trixie AS a\nFROM python:3.14-slim-trixie\nCOPY --from=a /x /app/x",
    "RUN --mount=type=cache,target=/root/.cache true",
]
THEIRS = [
    ("FROM python", Severity.ERROR),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(latest_tag, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(latest_tag, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(latest_tag, text) == [severity]
