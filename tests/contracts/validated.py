"""`python -m tests.contracts.validated`: the sandbox, with every exchange held against GitHub's own schemas."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

from bot.sandbox.__main__ import main
from tests.contracts.exchange import Exchange, violations
from tests.contracts.graphql import github_schema
from tests.contracts.openapi import openapi

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What is no part of GitHub's API: controls, git over HTTP, and the pages.
OUTSIDE = re.compile(r"/_sandbox/.*|/[^/]+/[^/]+\.git/.*|/[^/]+/[^/]+/pull/\d+")
READ, RESET = "/_sandbox/violations", "/_sandbox/reset"


class Validated:
    """An ASGI application around another; `found` holds what was not as GitHub has it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.found: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == READ:
            await self._show(send)
        elif OUTSIDE.fullmatch(scope["path"]):
            if scope["path"] == RESET:
                self.found.clear()
            await self._app(scope, receive, send)
        else:
            await self._exchange(scope, receive, send)

    async def _exchange(self, scope: Scope, receive: Receive, send: Send) -> None:
        sent, answered, status = bytearray(), bytearray(), 0

        async def receive_and_keep() -> Message:
            message = await receive()
            sent.extend(message.get("body", b""))
            return message

        async def keep_and_send(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            answered.extend(message.get("body", b""))
            if message["type"] == "http.response.body" and not message.get("more_body"):
                self._judge(scope, bytes(sent), status, bytes(answered))  # before the client can go on
            await send(message)

        await self._app(scope, receive_and_keep, keep_and_send)

    def _judge(self, scope: Scope, sent: bytes, status: int, answered: bytes) -> None:
        exchange = Exchange(
            method=scope["method"],
            path=scope["path"],
            query=scope["query_string"].decode(),
            request=sent,
            status=status,
            answer=answered,
        )
        self.found += violations(exchange)

    async def _show(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": json.dumps(self.found).encode()})


if __name__ == "__main__":
    openapi()  # both are read before the first request, which shall not wait for them
    github_schema()
    main(sys.argv[1:], Validated)
