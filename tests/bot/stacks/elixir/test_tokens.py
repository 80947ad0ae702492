"""Elixir and Gleam in tokens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.stacks.elixir import tokens


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in tokens.elixir(text)]


def test_keys_atoms_strings_and_names_are_told_apart() -> None:
    assert kinds('app: :hello, "assets.deploy": [:"a b"], x?: ?a ?\\n') == [
        ("key", "app"),
        ("atom", "hello"),
        ("punct", ","),
        ("key", "assets.deploy"),
        ("punct", "["),
        ("atom", "a b"),
        ("punct", "]"),
        ("punct", ","),
        ("key", "x?"),
        ("punct", "?"),
        ("name", "a"),
        ("char", "?\\n"),
    ]


def test_nothing_in_comments_heredocs_and_sigils_is_code() -> None:
    text = '# port: 1\n"""\nport: 2\n"""\n~w(port: 3)a ~s"port: 4" ~S"""\nport: 5\n""" \'it "is"\'\nport: 6'

    found = tokens.elixir(text)

    assert [(one.text, one.line) for one in found if one.kind == "key"] == [("port", 8)]
    assert [one.text for one in found if one.kind == "string"] == ['it "is"']
    assert [one.kind for one in found].count("text") == 4


def test_gleam() -> None:
    found = tokens.gleam('// "no"\npub fn main() { mist.port(8000) |> "a \\" b" }')

    assert [(one.kind, one.text, one.line) for one in found if one.kind != "punct"] == [
        ("name", "pub", 2),
        ("name", "fn", 2),
        ("name", "main", 2),
        ("name", "mist", 2),
        ("name", "port", 2),
        ("number", "8000", 2),
        ("string", 'a \\" b', 2),
    ]


def test_a_bracket_is_closed_by_its_partner_or_by_the_end_of_what_is_looked_at() -> None:
    found = tokens.elixir("[a, {b}] c [")

    assert tokens.closing(found, 0) == 6
    assert tokens.closing(found, 0, 3) == 3
    assert tokens.closing(found, 8) == 9


@given(st.text(), st.text("\"'~:?#{}[]()a \n"))
def test_any_text_has_tokens_that_hold_its_lines(text: str, odd: str) -> None:
    for cut in (tokens.elixir, tokens.gleam):
        assert all(1 <= one.line <= (text + odd).count("\n") + 1 for one in cut(text + odd))
