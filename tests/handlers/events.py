"""The smallest payloads that GitHub could send, and deliveries of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.types import Delivery, Repository
from handlers import handle

if TYPE_CHECKING:
    from bot.types import Intent

APP = Repository(id=11, owner="octo", name="app", installation_id=7)
INSTALLATION = {"id": 7}
REPOSITORY = {"id": 11, "full_name": "octo/app", "default_branch": "main"}


def intents(event: str, action: str = "", **payload: Any) -> tuple[Intent, ...]:
    """What a delivery with these fields asks for."""
    return handle(Delivery(id="d1", event=event, action=action, payload=payload))
