"""Lays Advice over Facts: in front of what is not certain, and as the only facts where no rule knows anything."""

from __future__ import annotations

from bot.frozen import replace
from bot.types import Facts, Service, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.types import Advice, Snapshot

# Of these there may be many: what is advised is added to what the rules found. Of others it takes their place.
ADDED = frozenset({Topic.SYSTEM_PACKAGE_BUILD, Topic.SYSTEM_PACKAGE_RUN, Topic.VARIABLE})
COMPOSED = "composed"  # the planner of services that no rule knows: bot.stacks.composed


def apply(facts: Facts, advice: Advice) -> Facts:
    """The facts with the advice on their service in front, except where it contradicts what is certain.

    Commands that are advised take the place of all that were drafted: two installs would be one too many.
    """
    settled = {claim.topic for claim in facts.claims if claim.certain} - ADDED
    taken = tuple(claim for claim in advice.on(facts.service.root) if claim.topic not in settled)
    replaced = {claim.topic for claim in taken} - ADDED
    kept = tuple(claim for claim in facts.claims if claim.topic not in replaced)
    return replace(facts, claims=taken + kept) if taken else facts


def composed(advice: Advice, picture: Snapshot) -> tuple[Facts, ...]:
    """Facts of the services that the adviser alone knows."""
    return tuple(
        Facts(
            service=Service(name=one.root.rpartition("/")[2] or picture.name, root=one.root),
            stack=COMPOSED,
            claims=one.claims,
        )
        for one in advice.counsels
        if one.claims
    )
