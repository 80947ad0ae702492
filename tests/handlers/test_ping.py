"""`ping` asks for nothing."""

from __future__ import annotations

from tests.handlers.events import intents


def test_a_ping_asks_for_nothing() -> None:
    assert intents("ping", zen="Design for failure.", hook_id=1) == ()
