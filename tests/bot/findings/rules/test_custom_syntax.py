"""Tables for the rule custom-syntax."""

from __future__ import annotations

import pytest

from bot.findings.rules import custom_syntax
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("# syntax=evil/frontend:1\nFROM x", 1),
    ("#syntax = evil/frontend\nFROM x", 1),
    ("# syntax=docker/dockerfile:1-labs\nFROM x", 1),
    ("# hello\n# syntax=docker/dockerfile:1\nFROM x", 2),
    ("# SYNTAX=evil/x\nFROM x", 1),
    ("#!/x\n# syntax=evil/x\nFROM x", 2),
    ("FROM x\n# syntax=evil/x", 2),
]
PASSES = [
    "# syntax=docker/dockerfile:1\nFROM x",
    "FROM x",
    "# what the syntax is\nFROM x",
]
THEIRS = [
    ("# syntax=evil/x\nFROM x", Severity.WARNING),
    ("# syntax=docker/dockerfile:1.7\nFROM x", Severity.INFO),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(custom_syntax, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(custom_syntax, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(custom_syntax, text) == [severity]
