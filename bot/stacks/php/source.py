"""Reads PHP: cut into tokens, so that no page, string or comment is taken for code; what it calls, reads and is."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 200_000  # characters; nobody writes a longer file
_OPEN = pattern(r"<\?(?:php\b|=)", re.IGNORECASE)
# What is never closed reaches to the end, so that no start of it is looked at twice.
_SCAN = pattern(
    r"(?P<space>\s+|(?://|\#(?!\[))(?:(?!\?>)[^\n])*|/\*.*?(?:\*/|\Z)|\?>.*?(?:<\?(?:php\b|=)|\Z))"
    r"|(?P<heredoc><<<[ \t]*(?P<quote>['\"]?)(?P<mark>[A-Za-z_]\w*)(?P=quote)\r?\n.*?(?:^[ \t]*(?P=mark)\b|\Z))"
    r"|(?P<string>'(?:[^'\\]|\\.)*(?:'|\\?\Z)|\"(?:[^\"\\]|\\.)*(?:\"|\\?\Z))"
    r"|(?P<variable>\$\w+)"
    r"|(?P<name>\\?[A-Za-z_]\w*(?:\\[A-Za-z_]\w*)*)"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<punct>->|::|=>|&&|\|\||.)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_UPPER = pattern(r"[A-Z][A-Z0-9_]*")


class Token:
    """`text` is what stands between the quotes of a string, else what stands there."""

    __slots__ = ("kind", "line", "text")

    def __init__(self, kind: str, text: str, line: int) -> None:
        self.kind = kind
        self.text = text
        self.line = line


def tokens(source: str) -> tuple[Token, ...]:
    """All tokens of code; of pages around it, white space and comments there are none."""
    return tuple(_scan(source[:LIMIT]))


def _scan(source: str) -> Iterator[Token]:
    opened = _OPEN.search(source)
    if not opened:
        return
    line = source.count("\n", 0, opened.end()) + 1
    for found in _SCAN.finditer(source, opened.end()):
        text = found[0]
        if found["string"] is not None:
            yield Token(kind="string", text=text[1:-1], line=line)
        elif found["heredoc"] is not None:
            yield Token(kind="string", text="", line=line)
        elif found["space"] is None:
            yield Token(kind=found.lastgroup or "", text=text, line=line)
        line += text.count("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a file says: variables of the environment, names that it calls or makes, and strings, each with its line."""

    variables: dict[str, int]
    names: dict[str, int]
    strings: dict[str, int]
    endless: bool = False  # whether it repeats until it is stopped


def read(source: str) -> Read:
    """Everything that is asked of one file."""
    found = tokens(source)
    names: dict[str, int] = {}
    strings: dict[str, int] = {}
    for token in found:
        if token.kind == "name":
            names.setdefault(token.text.lstrip("\\"), token.line)
        elif token.kind == "string":
            strings.setdefault(token.text, token.line)
    return Read(variables=dict(_variables(found)), names=names, strings=strings, endless=_endless(found))


def _variables(found: tuple[Token, ...]) -> Iterator[tuple[str, int]]:
    """`getenv('X')`, `env('X', …)` and `$_ENV['X']`."""
    for first, opening, name in zip(found, found[1:], found[2:], strict=False):
        called = first.text.lstrip("\\") in {"getenv", "env"} and first.kind == "name" and opening.text == "("
        indexed = first.text == "$_ENV" and opening.text == "["
        if (called or indexed) and name.kind == "string" and _UPPER.fullmatch(name.text):
            yield name.text, name.line


def _endless(found: tuple[Token, ...]) -> bool:
    """`while (true)` and `for (;;)`."""
    words = [token.text.lower() if token.kind != "string" else "" for token in found]
    whiles = (words[place : place + 4] for place, word in enumerate(words) if word == "while")
    fors = (words[place : place + 5] for place, word in enumerate(words) if word == "for")
    return any(found in (["while", "(", "true", ")"], ["while", "(", "1", ")"]) for found in whiles) or any(
        found == ["for", "(", ";", ";", ")"] for found in fors
    )


def named_argument(found: tuple[Token, ...], name: str) -> Token | None:
    """The string that a named argument is given, such as `health: '/up'`."""
    for first, colon, text in zip(found, found[1:], found[2:], strict=False):
        if first.kind == "name" and first.text == name and colon.text == ":" and text.kind == "string":
            return text
    return None
