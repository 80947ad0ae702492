"""The loader of prompts: strict about names, versions and variables; and the words that are shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import prompts
from bot.advice.asking import instructions
from bot.advice.vocabulary import TOPICS
from bot.catalogue import load
from prompts import BadPrompt

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, text: str) -> Path:
    (folder / "greet.md").write_text(text, encoding="utf-8")
    return folder


def test_variables_are_filled_in_and_the_words_have_a_version_and_a_hash(tmp_path: Path) -> None:
    words = prompts.load("greet", {"who": "you"}, written(tmp_path, "version: 3\n\nHello, {{ who }} and {{who}}.\n"))

    assert words.text == "Hello, you and you.\n"
    assert words.version == "greet-3"
    assert str(words) == f"greet-3@{words.hash}"
    assert len(words.hash) == 12


def test_the_hash_is_of_the_words_as_they_are_sent(tmp_path: Path) -> None:
    folder = written(tmp_path, "version: 3\nHello, {{ who }}.\n")

    assert prompts.load("greet", {"who": "you"}, folder).hash != prompts.load("greet", {"who": "me"}, folder).hash


@pytest.mark.parametrize(
    ("variables", "named"), [({}, "who"), ({"who": "you", "what": "x"}, "what"), ({"Who": "you"}, "Who, who")]
)
def test_a_missing_variable_and_one_too_many_are_refused(tmp_path: Path, variables: dict[str, str], named: str) -> None:
    folder = written(tmp_path, "version: 1\nHello, {{ who }}.\n")

    with pytest.raises(BadPrompt, match=f"agree on {named}"):
        prompts.load("greet", variables, folder)


def test_words_without_a_version_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPrompt, match="version: N"):
        prompts.load("greet", {}, written(tmp_path, "Hello.\n"))


def test_a_prompt_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadPrompt, match="no prompt greet"):
        prompts.load("greet", {}, tmp_path)


def test_the_advice_names_every_topic_and_is_long_enough_to_be_cached() -> None:
    words = instructions(load())

    assert [str(topic) for topic in TOPICS if f"`{topic}`" not in words.text] == []
    assert "`python`" in words.text
    assert len(words.text) > 1024 * 4, "providers keep prefixes from 1,024 tokens on"
