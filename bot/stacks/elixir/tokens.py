"""Cuts Elixir and Gleam into tokens, so that no string, heredoc, sigil or comment is taken for code."""

from __future__ import annotations

import re

from bot.lazy import pattern
from bot.stacks.code import LIMIT, Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# What is never closed reaches to the end, so that no start of it is looked at twice. A `key` is followed by its value.
_ELIXIR = pattern(
    r"(?P<space>\s+|\#[^\n]*)"
    r"|(?P<heredoc>(?:~[a-zA-Z])?(?P<three>\"\"\"|''').*?(?:(?P=three)|\Z))"
    r"|(?P<sigil>~[a-zA-Z](?:/[^/]*/|\|[^|]*\||\([^)]*\)|\[[^\]]*\]|\{[^}]*\}|<[^>]*>|\"[^\"]*\"|'[^']*')[a-z]*)"
    r"|(?P<quoted>\"(?:[^\"\\]|\\.)*\":(?=\s))"
    r"|(?P<string>\"(?:[^\"\\]|\\.)*(?:\"|\\?\Z)|'(?:[^'\\]|\\.)*(?:'|\\?\Z))"
    r"|(?P<char>\?(?:\\.|[^\s\w\\]))"
    r"|(?P<key>[A-Za-z_]\w*[?!]?:(?=\s))"
    r"|(?P<atom>:(?:[A-Za-z_]\w*[?!]?|\"[^\"]*\"))"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<name>[A-Za-z_]\w*[?!]?)"
    r"|(?P<punct>::|\|\||&&|\|>|->|<-|=>|[=!<>]=|.)",
    re.DOTALL,
)
_GLEAM = pattern(
    r"(?P<space>\s+|//[^\n]*)"
    r"|(?P<string>\"(?:[^\"\\]|\\.)*(?:\"|\\?\Z))"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<punct>\|>|->|<-|[=!<>]=|.)",
    re.DOTALL,
)
_PLAIN = {"key": slice(0, -1), "quoted": slice(1, -2), "string": slice(1, -1)}


def elixir(source: str) -> tuple[Token, ...]:
    """All tokens but white space and comments; keys come without their colon, atoms without theirs and their quotes."""
    return tuple(_scan(_ELIXIR, source[:LIMIT]))


def gleam(source: str) -> tuple[Token, ...]:
    """All tokens but white space and comments."""
    return tuple(_scan(_GLEAM, source[:LIMIT]))


def _scan(scanner: re.Pattern[str], source: str) -> Iterator[Token]:
    line = 1
    for found in scanner.finditer(source):
        kind, text = found.lastgroup or "", found[0]
        if kind == "atom":
            yield Token("atom", text[1:].strip('"'), line)
        elif kind in {"heredoc", "three", "sigil"}:
            yield Token("text", text, line)
        elif kind != "space":
            yield Token("key" if kind == "quoted" else kind, text[_PLAIN.get(kind, slice(None))], line)
        line += text.count("\n")


def closing(found: tuple[Token, ...], opening: int, most: int = LIMIT) -> int:
    """The place of a bracket's partner; the end of what is looked at where there is none."""
    depth = 0
    end = min(opening + most, len(found))
    for place in range(opening, end):
        if found[place].kind == "punct":
            depth += (found[place].text in {"(", "[", "{"}) - (found[place].text in {")", "]", "}"})
            if not depth:
                return place
    return end
