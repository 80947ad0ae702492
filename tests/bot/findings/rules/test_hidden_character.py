"""Tables for the rule hidden-character."""

from __future__ import annotations

import pytest

from bot.findings.rules import hidden_character
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("RUN ls\u200b", 2),
    ("# a\u202eb", 2),
    ("RUN ls\u00a0-l", 2),
    ("# \U000e0041", 2),
    ("# a\ufeff", 2),
    ("RUN a\x0bb", 2),
    ("# \u3164", 2),
    ("# a\ufe0f", 2),
    ("# \u2028", 2),
    ("RUN ls\r", 2),
    ("RUN a\rb\r", 2),
    ("# \U000e0100", 2),
]
PASSES = [
    "# Größe, 大きさ, размер",
    "RUN\tls",
    "COPY café.txt ./",
    "# 🐳",
]
THEIRS = [
    ("# a\u202eb", Severity.ERROR),
    ("RUN ls\r\nRUN ls\r\n", Severity.INFO),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(hidden_character, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(hidden_character, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(hidden_character, text) == [severity]
