"""Tables for the rule anonymous-volume."""

from __future__ import annotations

import pytest

from bot.findings.rules import anonymous_volume
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("VOLUME /data", 2),
    ('VOLUME ["/data"]', 2),
]
PASSES = [
    "RUN ls",
]
THEIRS = [
    ("VOLUME /data\nVOLUME /b", Severity.INFO),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(anonymous_volume, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(anonymous_volume, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(anonymous_volume, text) == [severity]
