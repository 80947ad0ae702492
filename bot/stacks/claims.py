"""Short ways to write Claims and Doubts, and to look Claims up; nothing here knows an ecosystem."""

from __future__ import annotations

from bot.types import Claim, Doubt, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.types import Evidence, Facts


def claim(topic: Topic, *value: str, at: Evidence | tuple[Evidence, ...], why: str = "", certain: bool = True) -> Claim:
    evidence = at if isinstance(at, tuple) else (at,)
    return Claim(topic=topic, value=value, evidence=evidence, reason=why, certain=certain)


def doubt(topic: Topic, sentence: str, settle: str, *at: Evidence) -> Doubt:
    return Doubt(topic=topic, sentence=sentence, settle=settle, evidence=at)


REQUIRED = ("", "required")  # what follows the name of a VARIABLE that the code cannot do without


def values(facts: Facts, topic: Topic) -> tuple[tuple[str, ...], ...]:
    """The values of all claims on a topic, each once, in order."""
    return tuple(dict.fromkeys(found.value for found in facts.all(topic)))


def value(facts: Facts, topic: Topic) -> tuple[str, ...]:
    """The value of the first claim on a topic, () without one."""
    found = facts.first(topic)
    return found.value if found else ()


def decisions(facts: Facts, *topics: Topic) -> tuple[Claim, ...]:
    """The claims that a plan took over as they are, in the order of the topics."""
    return tuple(found for topic in topics for found in facts.all(topic))
