"""Makes Advice: for now the rules are the only adviser, so it adds nothing to the facts."""

from __future__ import annotations

from bot.frozen import replace
from bot.types import Advice, Facts


async def ask(facts: tuple[Facts, ...]) -> Advice:  # noqa: ARG001  the model will read them
    """What an adviser says to the facts of every service; the rules alone have nothing to add."""
    return Advice()


def apply(facts: Facts, advice: Advice) -> Facts:
    """The facts with the advice in front, except where it contradicts what is certain."""
    settled = {claim.topic for claim in facts.claims if claim.certain}
    taken = tuple(claim for claim in advice.claims if claim.topic not in settled)
    return replace(facts, claims=taken + facts.claims) if taken else facts
