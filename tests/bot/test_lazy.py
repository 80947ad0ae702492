"""A lazy pattern does what a compiled one does, and compiles nothing before."""

from __future__ import annotations

import re

import pytest

from bot.lazy import pattern


def test_it_matches_as_a_compiled_one_does() -> None:
    lazy, made = pattern(r"(?P<word>\w+)-(\d+)", re.IGNORECASE), re.compile(r"(?P<word>\w+)-(\d+)", re.IGNORECASE)

    for text in ("", "a-1", "x a-1 b-22"):
        assert lazy.findall(text) == made.findall(text)
        assert lazy.sub("<>", text) == made.sub("<>", text)
        assert lazy.split(text) == made.split(text)
        assert bool(lazy.fullmatch(text)) is bool(made.fullmatch(text))
        assert [found["word"] for found in lazy.finditer(text)] == [found["word"] for found in made.finditer(text)]
    assert (lazy.pattern, lazy.flags, lazy.groups) == (made.pattern, made.flags, made.groups)


def test_a_mistake_in_it_shows_when_it_is_used() -> None:
    lazy = pattern("(")

    with pytest.raises(re.error):
        lazy.match("")


def test_what_no_pattern_has_it_has_not() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        pattern("a").nonsense  # type: ignore[attr-defined]  # noqa: B018  it is read
