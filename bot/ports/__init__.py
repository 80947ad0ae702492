"""What the core asks of the outside; the rim implements it, `bot.main` puts the two together."""

from __future__ import annotations

from bot.ports.kept import Inbox, Store
from bot.ports.models import Adviser, Memory, Model, Purse, Spending
from bot.ports.outside import Artifacts, GitHub, Source, Steps

__all__ = [
    "Adviser",
    "Artifacts",
    "GitHub",
    "Inbox",
    "Memory",
    "Model",
    "Purse",
    "Source",
    "Spending",
    "Steps",
    "Store",
]
