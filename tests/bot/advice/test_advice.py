"""Advice: the rules add nothing, and nobody contradicts what is certain."""

from __future__ import annotations

import asyncio

from bot import advice
from bot.types import Advice, Claim, Evidence, Facts, Service, Topic

SEEN = (Evidence(path="app.py", line=3, text="8000"),)
PORT = Claim(topic=Topic.PORT, value=("8000",), evidence=SEEN)
GUESS = Claim(topic=Topic.HEALTH_PATH, value=("/",), evidence=(), certain=False)
FACTS = Facts(service=Service(name="x"), stack="python", claims=(PORT, GUESS))


def said(topic: Topic, value: str) -> Advice:
    return Advice(source="someone", claims=(Claim(topic=topic, value=(value,), evidence=SEEN),))


def test_the_rules_alone_leave_the_facts_as_they_are() -> None:
    given = asyncio.run(advice.ask((FACTS,)))

    assert given == Advice(source="rules")
    assert advice.apply(FACTS, given) is FACTS


def test_advice_comes_before_what_the_rules_only_guessed() -> None:
    advised = advice.apply(FACTS, said(Topic.HEALTH_PATH, "/health"))

    assert advised.word(Topic.HEALTH_PATH) == "/health"


def test_advice_against_certain_evidence_is_not_taken() -> None:
    advised = advice.apply(FACTS, said(Topic.PORT, "9999"))

    assert advised.word(Topic.PORT) == "8000"
