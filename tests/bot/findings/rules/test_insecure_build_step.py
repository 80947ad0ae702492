"""Tables for the rule insecure-build-step."""

from __future__ import annotations

import pytest

from bot.findings.rules import insecure_build_step
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("RUN --security=insecure ls", 2),
    ("RUN --network=host ls", 2),
    ("RUN --network=none ls", 2),
    ("RUN --mount=type=cache,target=/x --security=insecure ls", 2),
]
PASSES = [
    "RUN ls",
    "RUN --mount=type=cache,target=/x ls",
]
THEIRS = [
    ("RUN --network=host ls", Severity.ERROR),
    ("RUN --network=none ls", Severity.INFO),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(insecure_build_step, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(insecure_build_step, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(insecure_build_step, text) == [severity]
