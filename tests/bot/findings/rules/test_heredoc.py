"""Tables for the rule heredoc."""

from __future__ import annotations

import pytest

from bot.findings.rules import heredoc
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

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


def test_is_a_remark_once_a_file_of_a_person() -> None:
    assert theirs(heredoc, "RUN <<EOF\nls\nEOF\nCOPY <<EOF /app/x\nhello\nEOF") == [Severity.INFO]
