"""Makes Advice: asks the model, judges what it says, and lays what holds over the facts; without one, rules alone."""

from __future__ import annotations

from bot.advice.applying import apply, composed
from bot.types import Advice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.catalogue import Catalogue
    from bot.ports import Adviser
    from bot.types import Facts, Finding, Snapshot

__all__ = ["ROUNDS", "apply", "ask", "composed", "reads"]

ROUNDS = 2  # how often findings go back to the model; then the run is declined


async def ask(
    facts: tuple[Facts, ...],
    picture: Snapshot,
    catalogue: Catalogue,
    model: Adviser | None,
    findings: tuple[Finding, ...] = (),
) -> Advice:
    """What an adviser says to the facts of every service; without one, the rules alone have nothing to add.

    Raises ModelUnavailable where nobody answers and the rules alone are not wanted.
    """
    if model is None:
        return Advice()
    from bot.advice import asking

    return await asking.ask(facts, picture, catalogue, model, findings=findings)


def reads(model: Adviser | None) -> tuple[str, ...]:
    """The globs of what a model may want to see besides what the rules read."""
    if model is None:
        return ()
    from bot.advice.vocabulary import READS

    return READS
