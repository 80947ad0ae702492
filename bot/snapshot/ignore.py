"""Reads a `.gitignore` as git does; a test holds it against git itself.

pathspec would do, but for `!*/` (it keeps the folder ignored) and for 150 ms at the start of a command that takes 60.
"""

from __future__ import annotations

import os
import re

from bot.frozen import dataclass
from bot.lazy import pattern

_TRAILING = pattern(r"((?:\\.|[^\\])*?) *\Z", re.DOTALL)  # spaces at the end do not count, unless one is escaped
_TOKEN = pattern(
    r"(?P<into>(?:(?<=/)|\A)\*\*+/)|(?P<all>(?<=/)\*\*+\Z)|(?P<star>\*+)|(?P<one>\?)"
    r"|(?P<set>\[[!^]?\]?(?:\[:[a-z]+:\]|\\.|[^\]\\])*\])|\\(?P<quoted>.)|(?P<broken>\\\Z|\[)|(?P<plain>.)",
    re.DOTALL,
)
_POSIX = {"alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "upper": "A-Z", "lower": "a-z", "space": r"\s"}
_ITEM = pattern(r"\[:(?P<name>[a-z]+):\]|(?P<low>\\.|.)(?:-(?P<high>\\.|.))?", re.DOTALL)
_FIXED = {"into": "(?:.*/)?", "all": ".*", "star": "[^/]*", "one": "[^/]", "broken": "(?!)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line: what it matches is ignored, or, `negated`, taken back."""

    matches: re.Pattern[str]
    negated: bool
    folders_only: bool


def rules(data: bytes) -> tuple[Rule, ...]:
    """The rules of a file, in its order; to git a character is a byte."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    lines = (line.removesuffix("\r") for line in text.split("\n"))
    return tuple(_rule(line) for line in lines if line and not line.startswith("#"))


def verdict(path: str, rules: tuple[Rule, ...], *, folder: bool) -> bool | None:
    """Whether a path is ignored, by the last rule that matches it; None when none does.

    The path is relative to the folder of the file, and the folders above it were not ignored.
    """
    name = os.fsencode(path).decode("latin-1")
    for rule in reversed(rules):
        if (folder or not rule.folders_only) and rule.matches.fullmatch(name):
            return not rule.negated
    return None


def _rule(line: str) -> Rule:
    found = _TRAILING.fullmatch(line)
    pattern = found[1] if found else line
    negated = pattern.startswith("!")
    pattern = pattern.removeprefix("!")
    folders_only = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    anywhere = "" if "/" in pattern else "(?:.*/)?"
    body = "".join(_translate(token) for token in _TOKEN.finditer(pattern.removeprefix("/")))
    return Rule(matches=re.compile(anywhere + body, re.DOTALL), negated=negated, folders_only=folders_only)


def _translate(token: re.Match[str]) -> str:
    kind = str(token.lastgroup)
    if kind == "set":
        return _set(token["set"])
    return _FIXED.get(kind) or re.escape(token[kind])


def _set(text: str) -> str:
    """A set of characters; it never matches a slash, and a range that runs backwards holds its first one alone."""
    inside = text[1:-1]
    negated = inside[:1] in ("!", "^")
    items = "".join(_item(item) for item in _ITEM.finditer(inside[negated:]))
    if not items:
        return "(?!)"
    return f"(?!/)[{'^' if negated else ''}{items}]"


def _item(item: re.Match[str]) -> str:
    if item["name"]:
        return _POSIX.get(item["name"], "")
    low, high = item["low"][-1], (item["high"] or item["low"])[-1]
    return f"{re.escape(low)}-{re.escape(high)}" if low < high else re.escape(low)
