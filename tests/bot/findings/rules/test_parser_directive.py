"""Tables for the rule parser-directive."""

from __future__ import annotations

import pytest

from bot.findings.rules import parser_directive
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("# check=skip=all\nFROM x", 1),
    ("# escape=`\nFROM x", 1),
    ("#  Check = error=true\nFROM x", 1),
    ("FROM x\n# check=skip=JSONArgsRecommended", 2),
]
PASSES = [
    "# syntax=docker/dockerfile:1\nFROM x",
    "# a check of the cache\nFROM x",
]
THEIRS = [
    ("# check=skip=all\nFROM x", Severity.INFO),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(parser_directive, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(parser_directive, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(parser_directive, text) == [severity]
