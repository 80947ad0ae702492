"""Who decided, as a reviewer reads it: rules alone, a model and what it was shown, and how to switch it off."""

from __future__ import annotations

from bot.pull.adviser import OFF, who_decided
from bot.types import Advice

ADVISED = Advice(
    source="openai:tiny",
    prompt="advice-1@abc",
    shown=("app.py", "README.md"),
    refused=("port '80': it is no port.",),
)


def test_the_rules_alone_say_that_nothing_was_sent() -> None:
    assert who_decided(Advice(), 5000) == "Rules alone. Nothing of this repository was sent to a model."


def test_a_repository_that_said_no_reads_that_it_was_heard() -> None:
    note = "The configuration says no."

    assert who_decided(Advice(note=note), 5000).endswith(f"sent to a model. {note}")


def test_a_model_is_named_with_its_words_what_it_saw_what_was_not_taken_and_how_to_stop_it() -> None:
    text = who_decided(ADVISED, 5000)

    assert text.startswith("Rules, with the advice of `openai:tiny`, asked in the words `advice-1@abc`.")
    assert "were not taken:\n\n- port '80': it is no port." in text
    assert "without secrets, `app.py`, `README.md`. " in text
    assert text.endswith(OFF)


def test_a_model_that_was_asked_and_gave_nothing_is_said_too() -> None:
    text = who_decided(Advice(note="openai:tiny gave no advice: it refused.", prompt="a@1", shown=("app.py",)), 5000)

    assert text.startswith("Rules alone: openai:tiny gave no advice: it refused.")
    assert "`app.py`" in text


def test_one_that_was_never_asked_was_shown_nothing() -> None:
    assert "shown" not in who_decided(Advice(note="The budget is spent.", prompt="a@1"), 5000)


def test_many_files_are_counted_and_many_refusals_capped() -> None:
    many = Advice(source="m", prompt="a@1", shown=tuple(f"f{n}" for n in range(33)), refused=("no " * 30,) * 40)

    text = who_decided(many, 5000)

    assert "and 3 more" in text
    assert text.count("\n- ") == 10


def test_a_stranger_s_words_are_escaped() -> None:
    evil = Advice(source="m`x", prompt="a@1", shown=("a`b", "c|d"), refused=("<img src=x> @octocat",))

    text = who_decided(evil, 5000)

    assert "\\<img" in text
    assert " @octocat" not in text
