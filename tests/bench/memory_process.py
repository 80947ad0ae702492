"""What the door is measured against: Starlette checks the signature and keeps the delivery in a list.

Served as the door is, without uvicorn's access log; it does not parse the delivery, and logs and counts nothing.
"""

from __future__ import annotations

import asyncio
import hmac
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.web import new_event_loop, serve
from tests.bench.load import SECRET

if TYPE_CHECKING:
    from starlette.requests import Request

KEPT: list[tuple[str, bytes]] = []


async def webhook(request: Request) -> Response:
    body = await request.body()
    wanted = "sha256=" + hmac.new(SECRET.encode(), body, "sha256").hexdigest()
    if not hmac.compare_digest(wanted, request.headers["X-Hub-Signature-256"]):
        return JSONResponse({"sentence": "The signature is wrong."}, 401)
    KEPT.append((request.headers["X-GitHub-Delivery"], body))
    return JSONResponse({"sentence": "The delivery is kept in memory."}, 202)


if __name__ == "__main__":
    application = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(serve(application, "127.0.0.1", 0, started=lambda port: print(port, flush=True)))
