"""Asking: what is sent, what becomes of the answer, and what happens where nobody answers."""

from __future__ import annotations

import pytest

from bot import advice
from bot.advice import asking
from bot.advice.vocabulary import SCHEMA
from bot.errors import ModelUnavailable
from bot.types import Advice, Ending, Finding, Severity, Topic
from tests.bot.advice.world import FACTS, TEXTS, Adviser, ask, decision, reply


def test_the_rules_alone_leave_the_facts_as_they_are() -> None:
    given = ask(None)

    assert given == Advice(source="rules")
    assert advice.apply(FACTS, given) is FACTS


def test_a_model_is_asked_once_with_the_draft_and_the_files_and_is_named() -> None:
    adviser = Adviser([reply(decision("health path", "/healthz"))])

    given = ask(adviser)
    (prompt,) = adviser.asked

    assert (given.source, given.prompt) == ("openai:tiny", prompt.version)
    assert given.prompt.startswith("advice-1@")
    assert given.shown == ("app.py", "README.md")
    assert [claim.value for claim in given.on("")] == [("/healthz",)]
    assert prompt.schema is SCHEMA
    assert "3| port = 8000" in prompt.question
    assert "b0unda7y" in prompt.question
    assert "port = 8000" not in prompt.instructions


def test_findings_go_back_to_it() -> None:
    adviser = Adviser([reply()])
    finding = Finding(rule="unknown-run", severity=Severity.ERROR, path="Dockerfile", line=3, message="curl: no")

    ask(adviser, findings=(finding,))

    assert "Dockerfile:3 unknown-run: curl: no" in adviser.asked[0].question


def test_two_questions_about_the_same_repository_have_boundaries_of_their_own() -> None:
    from bot.advice.asking import _boundary

    assert _boundary() != _boundary()


def test_where_it_does_not_answer_the_rules_alone_do_and_it_is_said() -> None:
    given = ask(Adviser([Ending.REFUSED]))

    assert (given.source, given.counsels) == ("rules", ())
    assert given.note == "openai:tiny gave no advice: It could not."
    assert given.shown, "it was sent all the same"


@pytest.mark.parametrize("ending", [Ending.OVER_BUDGET, Ending.OFF])
def test_what_was_never_sent_is_not_said_to_be(ending: Ending) -> None:
    assert ask(Adviser([ending])).shown == ()


def test_where_the_rules_alone_are_not_wanted_the_run_waits() -> None:
    with pytest.raises(ModelUnavailable, match="waits for openai:tiny") as caught:
        ask(Adviser([Ending.UNAVAILABLE], optional=False))

    assert caught.value.retry


def test_a_repository_that_no_rule_knows_is_asked_about_too() -> None:
    adviser = Adviser([reply(decision("runtime", "python", "3.13"))])

    given = ask(adviser, facts=())

    assert "No rule recognises this repository." in adviser.asked[0].question
    assert given.on("")[0].topic is Topic.RUNTIME


def test_the_same_question_to_the_same_model_is_asked_once() -> None:
    adviser = Adviser([reply(decision("health path", "/healthz"), decision("port", "9000"))])

    first, second = ask(adviser), ask(adviser)
    other = Adviser([reply()], name="openai:other", kept=adviser.kept)
    ask(other)
    ask(adviser, texts={**TEXTS, "app.py": "port = 9000\n"})

    assert first == second
    assert len(other.asked) == 1
    assert len(adviser.asked) == 2


def test_what_is_kept_holds_no_line_of_the_repository_and_no_question() -> None:
    adviser = Adviser([reply(decision("health path", "/healthz"))])

    ask(adviser)
    (kept,) = adviser.kept.values()

    assert "serve(port)" not in kept
    assert "DRAFT" not in kept


def test_what_came_of_a_boundary_is_no_part_of_what_makes_a_question_the_same() -> None:
    import asyncio

    from tests.bot.advice.world import CATALOGUE, snapshot

    adviser = Adviser([reply()])
    for mark in ("one1", "two2"):
        asyncio.run(asking.ask((FACTS,), snapshot(), CATALOGUE, adviser, boundary=mark.lower))

    assert len(adviser.asked) == 1


def test_nothing_is_kept_of_a_call_that_was_not_answered() -> None:
    adviser = Adviser([Ending.TIMED_OUT])

    ask(adviser)

    assert adviser.kept == {}
