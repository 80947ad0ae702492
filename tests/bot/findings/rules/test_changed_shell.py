"""Tables for the rule changed-shell."""

from __future__ import annotations

import pytest

from bot.findings.rules import changed_shell
from tests.bot.findings.given import caught

CATCHES = [
    ('SHELL ["/bin/bash", "-c"]', 2),
    ("SHELL x", 2),
]
PASSES = [
    "RUN ls",
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(changed_shell, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(changed_shell, text) == []
