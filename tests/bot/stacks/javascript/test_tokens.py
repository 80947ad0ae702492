"""JavaScript and TypeScript as tokens: no string, comment or regular expression is taken for code."""

from __future__ import annotations

import pytest

from bot.stacks.javascript.tokens import LIMIT, tokens


def kinds(source: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a.b(1)", ["a", ".", "b", "(", "1", ")"]),
        ("// app.listen(1)\nx", ["x"]),
        ("/* app.listen(1)\n */ x", ["x"]),
        ("#!/usr/bin/env node\nx", ["x"]),
        ("a ?? b || c?.d ...e", ["a", "??", "b", "||", "c", "?.", "d", "...", "e"]),
        ("$_a1 === b", ["$_a1", "===", "b"]),
    ],
)
def test_code(source: str, expected: list[str]) -> None:
    assert [text for _, text in kinds(source)] == expected


@pytest.mark.parametrize(
    ("source", "kind", "text"),
    [
        ("'it\\'s'", "string", "it\\'s"),
        ('"a"', "string", "a"),
        ("`a ${b}\n c`", "template", "a ${b}\n c"),
        ("3000", "number", "3000"),
        ("0x1F", "number", "0x1F"),
    ],
)
def test_literals(source: str, kind: str, text: str) -> None:
    assert kinds(source) == [(kind, text)]


def test_a_slash_is_a_regular_expression_or_a_division_by_what_stands_before() -> None:
    assert kinds("x = /a'b[/]/g.test(y)")[2] == ("regex", "/a'b[/]/g")
    assert kinds("/'/.test(x)")[0] == ("regex", "/'/")
    assert kinds("a / b / 'c'") == [("name", "a"), ("punct", "/"), ("name", "b"), ("punct", "/"), ("string", "c")]


def test_lines_are_counted_through_everything() -> None:
    assert [token.line for token in tokens("a\n`\n\n`\n/*\n*/ b")] == [1, 2, 6]


@pytest.mark.parametrize("source", ["'unclosed\nx", "`unclosed", "/* unclosed", "\\", "\x00 é", "@x #y"])
def test_no_text_is_too_broken(source: str) -> None:
    assert "".join(token.text for token in tokens(source))


def test_a_bundle_is_read_in_part() -> None:
    assert len(tokens("a;" * LIMIT)) == LIMIT
