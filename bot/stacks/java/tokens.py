"""Cuts Java, Kotlin, Groovy and the scripts of Gradle into tokens, so that no string or comment is taken for code."""

from __future__ import annotations

import re

from bot.lazy import pattern
from bot.stacks.code import LIMIT, Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# What is never closed reaches to the end of its line or of the file, so that no start of it is looked at twice.
_SCAN = pattern(
    r"(?P<space>\s+|//[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<text>\"\"\".*?(?:\"\"\"+|\Z)|'''.*?(?:'''|\Z))"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.)*(?:\"|(?=\n)|\\?\Z)|'(?:[^'\\\n]|\\.)*(?:'|(?=\n)|\\?\Z))"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<name>[A-Za-z_$][\w$]*|`[^`\n]+`)"
    r"|(?P<punct>::|->|&&|\|\||[=!<>]=|\?:|.)",
    re.DOTALL,
)


def tokens(source: str) -> tuple[Token, ...]:
    """All tokens but white space and comments; a string of any kind is a `string`, its text what the quotes hold."""
    return tuple(_scan(source[:LIMIT]))


def _scan(source: str) -> Iterator[Token]:
    line = 1
    for found in _SCAN.finditer(source):
        kind, text = found.lastgroup or "", found[0]
        if kind == "text":
            yield Token("string", text[3:].rstrip("\"'"), line)
        elif kind == "string":
            closed = len(text) > 1 and text[-1] == text[0]
            yield Token("string", text[1:-1] if closed else text[1:], line)
        elif kind == "name":
            yield Token("name", text.strip("`"), line)
        elif kind != "space":
            yield Token(kind, text, line)
        line += text.count("\n")
