"""Tokens of Go, Rust, C and C++: strings and comments are never taken for code."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from bot.stacks import code


def cut(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in code.tokens(text)]


def test_comments_and_white_space_are_left_out() -> None:
    assert cut("a // b\n/* c\n d */ e") == [("name", "a"), ("name", "e")]


def test_what_is_between_quotes_is_one_string() -> None:
    expected = [("string", 'a "b"'.replace('"', '\\"')), ("string", "c\\d"), ("string", 'e "f"'), ("string", "g\\h")]

    assert cut('"a \\"b\\"" `c\\d` r#"e "f""# r"g\\h"') == expected


def test_a_lifetime_is_no_character() -> None:
    assert cut("'x' &'a str") == [("char", "'x'"), ("punct", "&"), ("punct", "'"), ("name", "a"), ("name", "str")]


def test_lines_are_counted_through_comments_and_strings() -> None:
    assert [token.line for token in code.tokens("a\n/*\n*/ b `\n` c")] == [1, 3, 3, 4]


def test_arguments_end_at_the_partner_of_their_parenthesis() -> None:
    found = code.tokens("f(a, (b), [c]) d")

    assert "".join(token.text for token in code.arguments(found, 1)) == "a,(b),[c]"


def test_arguments_without_an_end_are_read_as_far_as_is_worth_it() -> None:
    found = code.tokens("f(" + "a," * 500)

    assert len(code.arguments(found, 1)) == 119


def test_what_follows_is_code_and_no_string() -> None:
    found = code.tokens('main ( ")"')

    assert code.follows(found, 1, "(")
    assert not code.follows(found, 1, "(", ")")
    assert not code.follows(found, 2, ")", ")")


@given(st.text(alphabet="ab\"'`/*#r\\\n ") | st.text())
def test_any_text_is_cut_without_a_loss_of_lines(text: str) -> None:
    found = code.tokens(text)

    assert all(1 <= token.line <= text.count("\n") + 1 for token in found)


def test_a_huge_file_of_openings_takes_bounded_time() -> None:
    started = time.perf_counter()

    for opening in ("/* ", 'r#"', '"\\', "`", "'\\", "//"):
        code.tokens(opening * 100_000)

    assert time.perf_counter() - started < 20
