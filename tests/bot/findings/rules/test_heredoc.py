"""Tables for the rule heredoc."""

from __future__ import annotations

import pytest

from bot.findings.rules import heredoc
from tests.bot.findings.given import caught

CATCHES = [
    ("RUN <<EOF\nls\nEOF", 2),
    ("COPY <<EOF /app/x\nhello\nEOF", 2),
    ("RUN python3 <<'EOF'\nprint(1)\nEOF", 2),
    ("RUN 3<<EOF cat\nx\nEOF", 2),
]
PASSES = [
    "RUN ls",
    "COPY a b",
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(heredoc, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(heredoc, text) == []
