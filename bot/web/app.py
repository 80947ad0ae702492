"""The web application: the webhook, and beside it what operators ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telemetry.metrics import Metrics
from bot.web.door import Door
from bot.web.pages import pages
from bot.web.signature import verifier

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.ports import Inbox

BODY_LIMIT = 26_214_400  # GitHub sends up to 25 MB


def create_app(
    inbox: Inbox,
    secrets: Sequence[str],
    *,
    body_limit: int = BODY_LIMIT,
    checks: Mapping[str, Callable[[], Awaitable[None]]] | None = None,
    nudge: Callable[[], None] | None = None,
    metrics: Metrics | None = None,
) -> ASGIApp:
    """Raises BadSettings without a secret. `nudge` is called after each delivery that is to be worked off."""
    metrics = metrics or Metrics()
    metrics.waiting.set_function(inbox.waiting)
    door = Door(inbox, verifier(secrets), body_limit=body_limit, metrics=metrics, nudge=nudge)
    others = pages({"inbox": inbox.check, **(checks or {})}, metrics)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/webhook":
            await door(scope, receive, send)
        else:
            await others(scope, receive, send)

    return app
