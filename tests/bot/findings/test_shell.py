"""A RUN is plain and quoted words joined by `&&`, or it is not read at all."""

from __future__ import annotations

import pytest

from bot.findings.shell import Call, read


def test_words_variables_and_commands_are_taken_apart() -> None:
    assert read("A=b C='d e' npm ci  &&\tgo build -ldflags=\"-s -w\" 'x y' /a/*") == (
        Call(variables=(("A", "b"), ("C", "d e")), argv=("npm", "ci")),
        Call(variables=(), argv=("go", "build", "-ldflags=-s -w", "x y", "/a/*")),
    )


def test_a_dollar_is_read_where_a_shell_leaves_it_alone() -> None:
    single, double = read("sed '$uri'"), read('sed "\\$uri"')

    assert single == double == (Call(variables=(), argv=("sed", "$uri")),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A=b",
        "a;b",
        "a|b",
        "a||b",
        "a&b",
        "a &",
        "a&&b",
        "a && ",
        "&& a",
        "a > b",
        "a < b",
        "$a",
        "a $b",
        "a `b`",
        "a $(b)",
        "(a)",
        "{ a; }",
        "! a",
        "a #b",
        "a ~",
        "a *",
        "a b*",
        "a ?",
        "a [b]",
        "a {b,c}",
        "a \\b",
        "a\nb",
        "a 'b",
        'a "b',
        "a b'c'",
        "a 'b'c",
        "a ''b''",
        'a "$b"',
        'a "`b`"',
        'a "\\b"',
        'a "!b"',
        "a '\\b'",
        "a 'b&&c'",
        "'a' b",
        "'A=b' c",
        "A='b'c d",
        "a '*'",
        "a\u00a0b",
        "a\x0bb",
        "a '\t'",
    ],
)
def test_whatever_else_a_shell_knows_is_not_read(text: str) -> None:
    assert read(text) is None
