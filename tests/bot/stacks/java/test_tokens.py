"""Java, Kotlin and Groovy as tokens."""

from __future__ import annotations

from bot.stacks.java.tokens import tokens


def read(source: str) -> list[tuple[str, str, int]]:
    return [(one.kind, one.text, one.line) for one in tokens(source)]


def test_comments_are_no_code() -> None:
    assert read("a // main(\n/* void\n*/ b /* never closed") == [("name", "a", 1), ("name", "b", 3)]


def test_strings_of_every_kind_are_strings() -> None:
    found = read('"a\\"b" \'c\' """d\n"e" """ \'\'\'f\'\'\' `in`')

    assert [(kind, text) for kind, text, _ in found] == [
        ("string", 'a\\"b'),
        ("string", "c"),
        ("string", 'd\n"e" '),
        ("string", "f"),
        ("name", "in"),
    ]


def test_a_string_that_is_not_closed_ends_with_its_line() -> None:
    assert read('"open\nmain') == [("string", "open", 1), ("name", "main", 2)]
    assert read('"') == [("string", "", 1)]


def test_the_rest_is_numbers_and_signs() -> None:
    assert [text for _, text, _ in read("x->8_080 ?: a::b")] == ["x", "->", "8_080", "?:", "a", "::", "b"]
