"""Tables for the rule onbuild."""

from __future__ import annotations

import pytest

from bot.findings.rules import onbuild
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("ONBUILD RUN ls", 2),
    ("onbuild COPY . /app", 2),
]
PASSES = [
    "RUN ls",
]
THEIRS = [
    ("ONBUILD RUN ls", Severity.WARNING),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(onbuild, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(onbuild, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(onbuild, text) == [severity]
