"""Tables for the rule add-instruction."""

from __future__ import annotations

import pytest

from bot.findings.rules import add_instruction
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("ADD https://x.example/a.tar.gz /app/", 2),
    ("ADD a.tar.gz /app/", 2),
    ("add git@github.com:a/b.git /app", 2),
    ("ADD $URL /app/", 2),
]
PASSES = [
    "COPY a /app/",
]
THEIRS = [
    ("ADD https://x.example/a /app/", Severity.ERROR),
    ("ADD $URL /app/", Severity.ERROR),
    ("ADD a.tar.gz /app/", Severity.WARNING),
    ("ADD --checksum=sha256:0 https://x.example/a /app/", Severity.WARNING),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(add_instruction, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(add_instruction, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(add_instruction, text) == [severity]
