"""The doors: the webhook, health and metrics; nothing here knows what a delivery is for."""

from bot.web.app import create_app
from bot.web.serving import new_event_loop, serve

__all__ = ["create_app", "new_event_loop", "serve"]
