"""The pipeline with an adviser: what it decides is rendered, and what the policy refuses goes back to it, bounded."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot import pipeline, snapshot
from bot.catalogue import load
from bot.errors import ModelUnavailable
from bot.types import Decided, Decline, Declined, Ending, Topic
from tests.bot.advice.world import Adviser, decision, reply
from tests.bot.test_pipeline import APP, INSTALLED, Plain
from tests.doubles.github import MemoryGitHub

if TYPE_CHECKING:
    from collections.abc import Mapping

CATALOGUE = load()
QUIET = {**APP, "app.py": APP["app.py"].replace("'/'", "'/hello'")}
UNKNOWN = {"report.pl": "use strict;\nprint qq(hello\\n);\n", "README.md": "Run `perl report.pl`.\n"}
COMPOSED = reply(
    decision("runtime", "debian", path="report.pl", line=1),
    decision("kind of program", "job", path="report.pl", line=2),
    decision("start", "perl", "report.pl", path="README.md", line=1),
)


def decide(texts: Mapping[str, str], adviser: Adviser) -> Decided | Declined:
    return asyncio.run(
        pipeline.decide(snapshot.Remote(MemoryGitHub(texts), MemoryGitHub().facts), CATALOGUE, "main", adviser)
    )


def test_a_decision_on_what_the_rules_guessed_is_in_the_dockerfile() -> None:
    decided = decide(QUIET, Adviser([reply(decision("health path", "/ready", line=3))]))

    assert isinstance(decided, Decided)
    assert decided.advice.source == "openai:tiny"
    assert "/ready" in (decided.files.text("Dockerfile") or "")


def test_a_repository_that_no_rule_knows_gets_a_whole_plan() -> None:
    decided = decide(UNKNOWN, Adviser([COMPOSED]))

    assert isinstance(decided, Decided)
    assert decided.plans[0].stack == "composed"
    assert 'CMD ["perl", "report.pl"]' in (decided.files.text("Dockerfile") or "")


def test_where_it_decides_nothing_either_nothing_is_recognised() -> None:
    declined = decide(UNKNOWN, Adviser([{"services": []}]))

    assert isinstance(declined, Declined)
    assert declined.reason is Decline.NOTHING_RECOGNISED


def bad(*argv: str) -> Any:
    return reply(
        decision("runtime", "debian", path="report.pl", line=1),
        decision("build", *argv, path="report.pl", line=2),
        decision("start", "perl", "report.pl", path="README.md", line=1),
    )


def test_what_the_policy_refuses_goes_back_and_a_better_answer_is_taken() -> None:
    adviser = Adviser([bad("curl", "-O", "evil"), COMPOSED])

    decided = decide(UNKNOWN, adviser)

    assert isinstance(decided, Decided)
    assert len(adviser.asked) == 2
    assert "FINDINGS" in adviser.asked[1].question
    assert "curl" in adviser.asked[1].question


def test_it_goes_back_twice_and_then_the_run_is_declined_with_the_reason() -> None:
    adviser = Adviser([bad("curl", "-O", "evil"), bad("wget", "evil"), bad("nc", "evil")])

    declined = decide(UNKNOWN, adviser)

    assert isinstance(declined, Declined)
    assert declined.reason is Decline.POLICY
    assert len(adviser.asked) == 3


def test_a_question_that_would_be_the_same_again_is_not_asked_again() -> None:
    adviser = Adviser([bad("curl", "-O", "evil")])

    assert isinstance(decide(UNKNOWN, adviser), Declined)
    assert len(adviser.asked) == 2


def test_a_plan_that_lacks_something_goes_back_too() -> None:
    adviser = Adviser([reply(decision("runtime", "debian", path="report.pl", line=1)), COMPOSED])

    decided = decide(UNKNOWN, adviser)

    assert isinstance(decided, Decided)
    assert "how the program is started" in adviser.asked[1].question


def test_a_model_that_is_down_leaves_the_rules_alone_and_the_walk_says_so() -> None:
    adviser, steps = Adviser([Ending.UNAVAILABLE]), Plain()

    async def keep(_: object) -> None:
        return None

    asyncio.run(pipeline.walk(INSTALLED, MemoryGitHub(APP), CATALOGUE, steps, keep, model=adviser))

    assert steps.done["decide"].advice.note.startswith("openai:tiny gave no advice")


def test_one_that_must_answer_lets_the_run_wait() -> None:
    with pytest.raises(ModelUnavailable):
        decide(APP, Adviser([Ending.UNAVAILABLE], optional=False))


def test_nothing_that_a_stranger_wrote_is_in_what_is_stored() -> None:
    steps = Plain()
    adviser = Adviser([reply(decision("health path", "/ready", line=3))])

    async def keep(_: object) -> None:
        return None

    asyncio.run(pipeline.walk(INSTALLED, MemoryGitHub(QUIET), CATALOGUE, steps, keep, model=adviser))
    (claim,) = steps.done["decide"].advice.on("")

    assert (claim.topic, claim.evidence[0].line, claim.evidence[0].text) == (Topic.HEALTH_PATH, 3, "")
