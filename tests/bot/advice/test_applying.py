"""Advice over facts: in front of guesses, never against what is certain, and alone where no rule knows anything."""

from __future__ import annotations

from bot import advice
from bot.types import Advice, Claim, Counsel, Topic
from tests.bot.advice.world import FACTS, SEEN, snapshot


def said(topic: Topic, *value: str, root: str = "") -> Advice:
    claim = Claim(topic=topic, value=value, evidence=SEEN, certain=False)
    return Advice(source="someone", counsels=(Counsel(root=root, claims=(claim,)),))


def test_advice_takes_the_place_of_what_the_rules_only_guessed() -> None:
    advised = advice.apply(FACTS, said(Topic.HEALTH_PATH, "/health"))

    assert [claim.value for claim in advised.all(Topic.HEALTH_PATH)] == [("/health",)]


def test_advice_against_certain_evidence_is_not_taken() -> None:
    assert advice.apply(FACTS, said(Topic.PORT, "9999")) is FACTS


def test_advice_on_another_service_changes_nothing() -> None:
    assert advice.apply(FACTS, said(Topic.HEALTH_PATH, "/health", root="api")) is FACTS


def test_packages_and_variables_are_added_also_to_certain_ones() -> None:
    once = advice.apply(FACTS, said(Topic.VARIABLE, "A", "1"))
    certain = Claim(topic=Topic.VARIABLE, value=("B",), evidence=SEEN)

    from bot.frozen import replace

    twice = advice.apply(replace(once, claims=(*once.claims, certain)), said(Topic.VARIABLE, "C", "3"))

    assert [claim.value for claim in twice.all(Topic.VARIABLE)] == [("C", "3"), ("A", "1"), ("B",)]


def test_what_the_adviser_alone_knows_becomes_facts_of_a_service() -> None:
    root, api = said(Topic.START, "run"), said(Topic.START, "run", root="services/api")
    empty = Advice(counsels=(Counsel(root="x", claims=()),))

    (first,) = advice.composed(root, snapshot())
    (second,) = advice.composed(api, snapshot())

    assert (first.service.name, first.service.root, first.stack) == ("shop", "", "composed")
    assert (second.service.name, second.service.root) == ("api", "services/api")
    assert first.word(Topic.START) == "run"
    assert advice.composed(empty, snapshot()) == ()
