"""Tables for the rule unknown-instruction."""

from __future__ import annotations

import pytest

from bot.findings.rules import unknown_instruction
from tests.bot.findings.given import caught

CATCHES = [
    ("FOO bar", 2),
    ("MAINTAINER me", 2),
    ("LABEL a=b", 2),
    ("INCLUDE x", 2),
    ("WORKDIR app", 2),
    ("WORKDIR /app/../etc", 2),
    ("WORKDIR /etc", 2),
    ("WORKDIR $X", 2),
    ("EXPOSE $PORT", 2),
    ("EXPOSE 0", 2),
    ("EXPOSE 8080-9090", 2),
    ("EXPOSE", 2),
    ("STOPSIGNAL 9", 2),
    ("STOPSIGNAL SIGKILL", 2),
    ("USER", 2),
    ('CMD ["a"] ; evil', 2),
    ('COPY ["a", "b"] /etc', 2),
    ("CMD", 2),
    ("FROM x AS Ä", 1),
]
PASSES = [
    "WORKDIR /app",
    "WORKDIR /app/web",
    "EXPOSE 8080",
    "EXPOSE 8080/tcp 9090",
    "STOPSIGNAL SIGINT",
    "USER 1",
    "ADD a b",
    "ONBUILD RUN ls",
    "SHELL x",
    "VOLUME /x",
    'CMD ["a"]',
    'CMD ["a"] ',
    "ENV A=1",
    "ARG B",
    "copy a b",
    "FROM ${B} AS b",
    "FROM python:${V}-slim AS b",
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(unknown_instruction, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(unknown_instruction, text) == []
