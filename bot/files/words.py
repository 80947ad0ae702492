"""Writes words so that Docker, a shell and YAML read back the very same ones, or refuses."""

from __future__ import annotations

import json
import re

from bot.errors import Unwritable
from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = pattern(r"[A-Za-z0-9_@%+=:,./-]+(?:(?<=/)\*)?")  # `/*` at the end is for the shell to expand
_CONTROL = pattern(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029\ud800-\udfff]")  # surrogates have no UTF-8


def checked(word: str) -> str:
    """The word itself; raises Unwritable when it holds what would end a line."""
    if _CONTROL.search(word):
        raise Unwritable(f"{word!r} holds a control character, which cannot be written in a Dockerfile")
    return word


def shell(word: str) -> str:
    """A word of a RUN: plain where it can be, else in single quotes.

    A backslash is refused: Docker reads one at a line's end as a continuation before any shell sees the quotes.
    """
    if _PLAIN.fullmatch(checked(word)):
        return word
    if "'" in word or "\\" in word:
        raise Unwritable(f"{word!r} holds a quote or a backslash, which is not written into a RUN")
    return f"'{word}'"


def command(argv: Iterable[str]) -> str:
    return " ".join(map(shell, argv))


def exec_form(argv: Iterable[str]) -> str:
    """A JSON array, as CMD and HEALTHCHECK take it."""
    return json.dumps([checked(word) for word in argv], ensure_ascii=False)


def value(text: str) -> str:
    """The value of an ENV or ARG: plain, or in double quotes with `$`, `"` and `\\` escaped; `$PATH` alone expands."""
    if re.fullmatch(r"[A-Za-z0-9_@%+=:,./-]*(?:\$PATH)?", checked(text)) and text:
        return text
    escaped = re.sub(r'(["\\$])', r"\\\1", text)
    return f'"{escaped}"'


def scalar(text: str) -> str:
    """A YAML scalar in double quotes; JSON's escapes are YAML's but for characters beyond the first plane."""
    escaped = "".join(f"\\U{ord(char):08x}" if char > "\uffff" else json.dumps(char)[1:-1] for char in checked(text))
    return f'"{escaped}"'
