"""Cuts JavaScript and TypeScript into tokens, so that no string or comment is taken for code.

Written by hand because entry points need a few patterns of tokens and no syntax tree, the same for every dialect
(TypeScript, JSX, what next year adds): the parser on PyPI that is pure Python (esprima) is unmaintained and stops at
ES2017, and a compiled one costs each dialect a grammar package.
"""

from __future__ import annotations

import re

from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 400_000  # characters; a larger file is a bundle, not somebody's entry point

_SCAN = pattern(
    r"(?P<space>\s+|//[^\n]*|/\*.*?\*/|\#![^\n]*)"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<template>`(?:[^`\\]|\\.)*`)"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<name>[A-Za-z_$][\w$]*)"
    r"|(?P<regex>/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*)"
    r"|(?P<punct>=>|\?\?=?|\|\|=?|&&=?|\?\.|\.\.\.|[=!]==?|.)",
    re.DOTALL,
)
_BEFORE_REGEX = frozenset({*"(,=:[!&|?{};", "=>", "&&", "||", "??", "return", "typeof", "case"})


class Token:
    """`text` is a string's content for strings and templates, else what stands there."""

    __slots__ = ("kind", "line", "text")

    def __init__(self, kind: str, text: str, line: int) -> None:
        self.kind = kind
        self.text = text
        self.line = line


def tokens(source: str) -> tuple[Token, ...]:
    """All tokens but white space and comments."""
    return tuple(_scan(source[:LIMIT]))


def _scan(source: str) -> Iterator[Token]:
    place, line = 0, 1
    last = ""
    while found := _SCAN.match(source, place):
        kind = found.lastgroup or ""
        if kind == "regex" and last and last not in _BEFORE_REGEX:
            kind, text = "punct", "/"  # a division
        else:
            text = found[0]
        place += len(text)
        if kind != "space":
            quoted = kind in {"string", "template"}
            yield Token("string" if kind == "string" else kind, text[1:-1] if quoted else text, line)
            last = text
        line += text.count("\n")
