"""`ping`: GitHub greets a new webhook, and expects nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.types import Delivery, Intent


def ping(_delivery: Delivery) -> tuple[Intent, ...]:
    return ()
