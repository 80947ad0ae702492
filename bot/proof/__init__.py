"""Makes a Proof: until the pull request's own workflow is read, the one honest answer is that nothing was seen."""

from __future__ import annotations

from bot.types import Proof


def read() -> Proof:
    """The proof of a proposal that nobody has built yet."""
    return Proof(proven=False)
