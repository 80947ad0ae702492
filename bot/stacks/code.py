"""Cuts Go, Rust, C and C++ into tokens, so that no string or comment is taken for code.

Entry points need a few patterns of tokens and no syntax tree; what these languages write alike is enough for them.
"""

from __future__ import annotations

import re

from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 400_000  # characters; a larger file is generated, not somebody's entry point

# What is never closed reaches to the end, so that no start of it is looked at twice.
_SCAN = pattern(
    r"(?P<space>\s+|//[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<raw>`[^`]*(?:`|\Z)|\bb?r(?P<hashes>\#{1,8})\".*?(?:\"(?P=hashes)|\Z)|\bb?r\"[^\"]*(?:\"|\Z))"
    r"|(?P<string>\"(?:[^\"\\]|\\.)*(?:\"|\\?\Z))"
    r"|(?P<char>'(?:[^'\\\n]|\\[^\n]{1,9}?)')"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<punct>::|:=|=>|->|&&|\|\||[=!<>]=|.)",
    re.DOTALL,
)


class Token:
    """`text` is what stands between the quotes of a string, else what stands there."""

    __slots__ = ("kind", "line", "text")

    def __init__(self, kind: str, text: str, line: int) -> None:
        self.kind = kind
        self.text = text
        self.line = line


def tokens(source: str) -> tuple[Token, ...]:
    """All tokens but white space and comments; a string of any kind is a `string`."""
    return tuple(_scan(source[:LIMIT]))


def _scan(source: str) -> Iterator[Token]:
    line = 1
    for found in _SCAN.finditer(source):
        kind, text = found.lastgroup or "", found[0]
        if found["raw"] is not None:
            yield Token("string", text.lstrip("br#")[1:].rstrip("#")[:-1], line)
        elif kind == "string":
            yield Token("string", text[1:-1], line)
        elif kind != "space":
            yield Token(kind, text, line)
        line += text.count("\n")


def arguments(found: tuple[Token, ...], opening: int) -> tuple[Token, ...]:
    """The tokens between a parenthesis and its partner, as far as they are worth reading."""
    depth = 0
    end = min(opening + 120, len(found))
    for place in range(opening, end):
        if found[place].kind == "punct":
            text = found[place].text
            depth += (text in {"(", "[", "{"}) - (text in {")", "]", "}"})
            if not depth:
                return found[opening + 1 : place]
    return found[opening + 1 : end]


def follows(found: tuple[Token, ...], place: int, *texts: str) -> bool:
    """Whether these very tokens come next, none of them a string."""
    after = found[place : place + len(texts)]
    return len(after) == len(texts) and all(
        one.text == text and one.kind != "string" for one, text in zip(after, texts, strict=True)
    )
