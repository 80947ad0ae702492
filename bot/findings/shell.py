"""Reads the shell form of a RUN: plain and quoted words joined by `&&`, and nothing else that a shell knows."""

from __future__ import annotations

import shlex

from bot.frozen import dataclass
from bot.lazy import pattern

# A word is plain, or quoted as a whole, or `name=` and then quoted. What a shell would expand, glue together or read as
# an operator fits none of them; shlex then only has to take the quotes away. `/*` may end a plain word (in quotes it
# would name a file called *). The one escape is a dollar inside double quotes; a backslash anywhere else would be read
# differently by shell and shlex.
_PIECE = pattern(
    r"(?:[A-Za-z0-9_@%+=:,./-]+(?:(?<=/)\*)?"
    r"|(?:[A-Za-z0-9_.-]+=)?(?:'[^'&*\\\x00-\x1f\x7f]*'|\"(?:[^\"&*$`\\!\x00-\x1f\x7f]|\\\$)*\")"
    r"|&&)(?:[ \t]+|\Z)"
)
_PROGRAM = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./+-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One command: the variables set for it alone, and its words."""

    variables: tuple[tuple[str, str], ...]
    argv: tuple[str, ...]


def read(text: str) -> tuple[Call, ...] | None:
    """The commands of a RUN; None when it holds anything but plain and quoted words joined by `&&`."""
    text = text.strip(" \t")
    pieces = _pieces(text)
    if pieces is None:
        return None
    calls: list[Call | None] = []
    variables: list[tuple[str, str]] = []
    argv: list[str] = []
    for piece, word in zip([*pieces, "&&"], [*_words(text), "&&"], strict=True):
        if piece == "&&":
            calls.append(Call(variables=tuple(variables), argv=tuple(argv)) if argv else None)
            variables, argv = [], []
        elif argv or _PROGRAM.issuperset(piece):
            argv.append(word)
        elif _assigns(piece):
            variables.append((word.partition("=")[0], word.partition("=")[2]))
        else:
            return None
    found = tuple(call for call in calls if call)
    return found if len(found) == len(calls) else None


def _pieces(text: str) -> list[str] | None:
    """The words with their quotes on."""
    found, position = [], 0
    while position < len(text):
        piece = _PIECE.match(text, position)
        if not piece:
            return None
        found.append(piece[0].rstrip(" \t"))
        position = piece.end()
    return found


def _assigns(piece: str) -> bool:
    name, equals, _ = piece.partition("=")
    return bool(equals) and name.isidentifier()


def _words(text: str) -> list[str]:
    """The words without their quotes."""
    lexer = shlex.shlex(text, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    return [word.replace("\\$", "$") for word in lexer]
