"""Whether a model may see a repository, by the repository's own configuration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advice.consent import CONFIGURATION, refusal
from bot.frozen import replace
from bot.types import Advice
from tests.bot.advice.world import TEXTS, Adviser, ask, reply, snapshot


def said(text: str) -> str:
    return refusal(snapshot({CONFIGURATION: text}))


@pytest.mark.parametrize("text", ["", "llm: true\n", "port: 1\n", "# nothing\n"])
def test_who_says_nothing_against_it_is_asked_about(text: str) -> None:
    assert said(text) == ""
    assert refusal(snapshot()) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("llm: false\n", "says `llm: false`"),
        ("llm: no\n", "says `llm: false`"),
        ("llm: never\n", "neither true nor false"),
        ("- llm\n", "neither true nor false"),
        ("llm: [\n", "is not YAML"),
        ("llm: 2026-99-99\n", "is not YAML"),
        ("[" * 5000, "is not YAML"),
    ],
)
def test_a_no_and_whatever_cannot_be_understood_is_a_no(text: str, why: str) -> None:
    assert why in said(text)


def test_a_configuration_that_was_not_read_is_a_no() -> None:
    picture = snapshot({CONFIGURATION: "llm: true"})

    assert "could not be read" in refusal(replace(picture, texts={}))


@given(st.text())
def test_whatever_it_holds_is_answered(text: str) -> None:
    assert isinstance(said(text), str)


def test_a_model_that_may_not_see_it_is_not_asked() -> None:
    adviser = Adviser([reply()])

    given = ask(adviser, texts={**TEXTS, CONFIGURATION: "llm: false\n"})

    assert given == Advice(note=f"{CONFIGURATION} says `llm: false`, so no model was asked.")
    assert adviser.asked == []
