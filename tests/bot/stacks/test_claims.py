"""Claims are written and looked up in order, each value once."""

from __future__ import annotations

from bot.stacks import claims
from bot.types import Evidence, Facts, Service, Topic

PLACE = Evidence(path="a", line=1, text="b")


def test_values_come_once_and_in_order() -> None:
    made = tuple(claims.claim(Topic.BUILD, word, at=PLACE) for word in ("b", "a", "b"))
    facts = Facts(service=Service(name="x"), stack="y", claims=made)

    assert claims.values(facts, Topic.BUILD) == (("b",), ("a",))
    assert claims.value(facts, Topic.BUILD) == ("b",)
    assert claims.value(facts, Topic.PORT) == ()


def test_decisions_follow_the_topics() -> None:
    build, port = claims.claim(Topic.BUILD, "b", at=PLACE), claims.claim(Topic.PORT, "1", at=(PLACE, PLACE))
    facts = Facts(service=Service(name="x"), stack="y", claims=(build, port))

    assert claims.decisions(facts, Topic.PORT, Topic.BUILD, Topic.START) == (port, build)


def test_a_doubt_says_what_would_settle_it() -> None:
    made = claims.doubt(Topic.PORT, "Which?", "Say it.", PLACE)

    assert (made.sentence, made.settle, made.evidence) == ("Which?", "Say it.", (PLACE,))
