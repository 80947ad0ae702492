"""What the rim alone uses to make itself seen: logs and metrics."""

from bot.telemetry.logs import bound, set_up

__all__ = ["bound", "set_up"]
