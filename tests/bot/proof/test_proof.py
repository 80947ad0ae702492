"""Proof: nothing is claimed that nobody saw."""

from __future__ import annotations

from bot import proof


def test_a_proposal_that_nobody_built_is_not_proven() -> None:
    read = proof.read()

    assert not read.proven
    assert read.build_seconds is None
    assert read.answer == ""
