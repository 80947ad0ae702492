"""Reads the shell form of a RUN: plain and quoted words joined by `&&`, and nothing else that a shell knows."""

from __future__ import annotations

import re
import shlex

from bot.frozen import dataclass

# A word is plain, or quoted as a whole, or `name=` and then quoted. What a shell would expand, glue together or read as
# an operator fits none of them; shlex then only has to take the quotes away. `/*` may end a plain word (in quotes it
# would name a file called *). The one escape is a dollar inside double quotes; a backslash anywhere else would be read
# differently by shell and shlex.
_PLAIN = r"[A-Za-z0-9_@%+=:,./-]+(?:(?<=/)\*)?"
_QUOTED = r"(?:'[^'&*\\\x00-\x1f\x7f]*'|\"(?:[^\"&*$`\\!\x00-\x1f\x7f]|\\\$)*\")"
_WORD = rf"(?:{_PLAIN}|[A-Za-z0-9_.-]+={_QUOTED}|{_QUOTED})"
_ASSIGNMENT = rf"[A-Za-z_][A-Za-z0-9_]*=(?:[A-Za-z0-9_@%+=:,./-]*|{_QUOTED})"
_PROGRAM = r"[A-Za-z0-9_./+-]+"
_COMMAND = rf"(?:{_ASSIGNMENT}[ \t]+)*{_PROGRAM}(?:[ \t]+{_WORD})*"
_LINE = rf"[ \t]*{_COMMAND}(?:[ \t]+&&[ \t]+{_COMMAND})*[ \t]*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One command: the variables set for it alone, and its words."""

    variables: tuple[tuple[str, str], ...]
    argv: tuple[str, ...]


def read(text: str) -> tuple[Call, ...] | None:
    """The commands of a RUN; None when it holds anything but plain and quoted words joined by `&&`."""
    if not re.fullmatch(_LINE, text):
        return None
    calls: list[Call] = []
    words: list[str] = []
    for word in [*_words(text), "&&"]:
        if word == "&&":
            calls.append(_call(words))
            words = []
        else:
            words.append(word)
    return tuple(calls)


def _words(text: str) -> list[str]:
    lexer = shlex.shlex(text, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    return [word.replace("\\$", "$") for word in lexer]


def _call(words: list[str]) -> Call:
    start = next(index for index, word in enumerate(words) if "=" not in word)  # a program's name holds none
    pairs = (word.partition("=") for word in words[:start])
    return Call(variables=tuple((name, value) for name, _, value in pairs), argv=tuple(words[start:]))
