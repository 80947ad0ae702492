"""Words are read back by a shell and by YAML exactly as they went in, or refused."""

from __future__ import annotations

import json
import shlex

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Unwritable
from bot.files import words


@given(st.text())
def test_a_shell_reads_back_the_word(word: str) -> None:
    try:
        written = words.shell(word)
    except Unwritable:
        return

    assert shlex.split(written) == [word]
    assert "\n" not in written


@given(st.text())
def test_yaml_reads_back_the_scalar(text: str) -> None:
    try:
        written = words.scalar(text)
    except Unwritable:
        return

    assert yaml.safe_load(written) == text


@given(st.lists(st.text()))
def test_the_exec_form_is_one_line_of_json(argv: list[str]) -> None:
    try:
        written = words.exec_form(argv)
    except Unwritable:
        return

    assert json.loads(written) == argv
    assert "\n" not in written


@pytest.mark.parametrize("word", ["it's", "a\\", "a\\\\b", "a\nb"])
def test_what_a_run_cannot_carry_is_refused(word: str) -> None:
    with pytest.raises(Unwritable):
        words.shell(word)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", '""'),
        ("8080", "8080"),
        ("/app/bin:$PATH", "/app/bin:$PATH"),
        ("$HOME", r'"\$HOME"'),
        ('a "b" \\', r'"a \"b\" \\"'),
    ],
)
def test_a_value_expands_nothing_but_a_trailing_path(text: str, written: str) -> None:
    assert words.value(text) == written
