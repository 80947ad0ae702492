"""Tables for the rule linter-pragma."""

from __future__ import annotations

import pytest

from bot.findings.rules import linter_pragma
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("# hadolint ignore=DL3002", 2),
    ("# hadolint global ignore=DL3002", 2),
    ("#checkov:skip=CKV_DOCKER_3: no", 2),
    ("# trivy:ignore:AVD-1", 2),
    ("# shellcheck disable=SC2086", 2),
    ("## Semgrep: x", 2),
    ("# fine, nosec", 2),
    ("RUN a \\\n# hadolint ignore=DL3059\n  b", 3),
]
PASSES = [
    "# Dependencies first",
    "# hadolinter is not a word",
    "RUN echo hadolint",
]
THEIRS = [
    ("# hadolint ignore=DL3002\n# hadolint ignore=DL3003", Severity.INFO),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(linter_pragma, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(linter_pragma, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(linter_pragma, text) == [severity]
