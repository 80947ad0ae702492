"""An inbox in memory, and a client that speaks ASGI, so that the door is tested without a socket."""

from __future__ import annotations

import asyncio
import hmac
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.types import Envelope, Receipt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, MutableMapping, Sequence

    from starlette.types import ASGIApp

SECRET = "It's a Secret to Everybody"
OLD_SECRET = "a secret that is about to go"
PAYLOAD: dict[str, object] = {"action": "created", "installation": {"id": 7}, "sender": {"login": "octocat"}}


@dataclass
class MemoryInbox:
    """The port `Inbox` in memory; raises `problem` while there is one."""

    problem: Exception | None = None
    kept: dict[str, Envelope] = field(default_factory=dict)

    async def accept(self, envelope: Envelope) -> Receipt:
        await self.check()
        if envelope.id in self.kept:
            return Receipt.DUPLICATE
        self.kept[envelope.id] = envelope
        return Receipt.STORED

    async def check(self) -> None:
        if self.problem:
            raise self.problem

    def waiting(self) -> int:
        return 3


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        parsed = json.loads(self.body)
        assert isinstance(parsed, dict)
        return parsed

    @property
    def sentence(self) -> str:
        return str(self.json["sentence"])


def sign(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.digest(secret.encode(), body, "sha256").hex()


def headers(body: bytes, /, **changed: str | None) -> dict[str, str]:
    """What GitHub sends; `changed` replaces one (underscores are dashes), None leaves it out."""
    sent: dict[str, str | None] = {
        "content-type": "application/json",
        "content-length": str(len(body)),
        "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "x-github-event": "installation",
        "x-hub-signature-256": sign(body),
    }
    sent.update({name.replace("_", "-"): value for name, value in changed.items()})
    return {name: value for name, value in sent.items() if value is not None}


def post(app: ASGIApp, payload: object = PAYLOAD, **changed: str | None) -> Answer:
    """A signed delivery, or one with something wrong with its headers."""
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return ask(app, "POST", "/webhook", headers=headers(body, **changed), chunks=[body])


def ask(
    app: ASGIApp, method: str, path: str, *, headers: Mapping[str, str] | None = None, chunks: Sequence[bytes] = (b"",)
) -> Answer:
    """One request, whose body comes in chunks."""
    messages: list[MutableMapping[str, Any]] = [
        {"type": "http.request", "body": chunk, "more_body": number + 1 < len(chunks)}
        for number, chunk in enumerate(chunks)
    ]
    sent = exchange(app, method, path, headers=headers, messages=messages)
    start = sent[0]
    found = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], found, b"".join(message["body"] for message in sent[1:]))


def exchange(
    app: ASGIApp,
    method: str,
    path: str,
    *,
    headers: Mapping[str, str] | None = None,
    messages: Iterable[MutableMapping[str, Any]],
) -> list[MutableMapping[str, Any]]:
    """What an application sends when it receives some messages."""
    return asyncio.run(exchanging(app, method, path, headers=headers, messages=messages))


async def exchanging(
    app: ASGIApp,
    method: str,
    path: str,
    *,
    headers: Mapping[str, str] | None = None,
    messages: Iterable[MutableMapping[str, Any]],
) -> list[MutableMapping[str, Any]]:
    """The same inside a loop, where several may be under way."""
    waiting = iter(messages)
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return next(waiting)

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in (headers or {}).items()],
    }
    await app(scope, receive, send)
    return sent
