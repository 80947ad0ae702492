"""Sends signed deliveries of one size over a number of connections for some seconds, as cheaply as Python can."""

from __future__ import annotations

import asyncio
import hmac
import itertools
import json
import random
import sys
import time
import uuid
from typing import cast

SECRET = "It's a Secret to Everybody"


def payload(size: int = 14_000) -> bytes:
    """A push with as many commits as fit; the same for the same size."""
    chance = random.Random(size)
    document = {
        "ref": "refs/heads/main",
        "installation": {"id": 12_345_678},
        "repository": {"id": 1, "full_name": "octo-org/hello-world", "default_branch": "main"},
        "sender": {"login": "octocat", "id": 1, "type": "User"},
        "commits": [commit(chance, number) for number in range(size // 300)],
    }
    while len(json.dumps(document)) < size:
        document["commits"].append(commit(chance, 0))  # type: ignore[attr-defined]
    return json.dumps(document).encode()


def commit(chance: random.Random, number: int) -> dict[str, object]:
    return {
        "id": f"{chance.getrandbits(160):040x}",
        "message": f"Change number {number} of the thing that {chance.choice('abcdefgh') * 3} asked for",
        "url": f"https://api.github.com/repos/octo-org/hello-world/commits/{chance.getrandbits(64):016x}",
        "author": {"name": "Mona Lisa Octocat", "email": "mona@github.com"},
        "added": [f"src/{chance.getrandbits(32):08x}.py" for _ in range(2)],
    }


class Client(asyncio.Protocol):
    """One connection that has one delivery under way at a time."""

    def __init__(self, head: bytes, body: bytes, until: float, seconds: list[float], refused: list[bytes]) -> None:
        self._head, self._body, self._until = head, body, until
        self._seconds, self._refused = seconds, refused
        self._names = map(f"{uuid.uuid4()}-%d".__mod__, itertools.count())
        self._received = b""
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is no subclass
        self._post()

    def _post(self) -> None:
        self._began = time.perf_counter()
        self._transport.write(self._head % next(self._names).encode() + self._body)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found or len(body) < int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]):
            return
        now = time.perf_counter()
        self._seconds.append(now - self._began)
        if b" 202 " not in self._received[:20]:
            self._refused.append(self._received)
        self._received = b""
        if now < self._until:
            self._post()
        else:
            self._transport.close()

    def connection_lost(self, problem: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)


async def load(port: int, seconds: float, connections: int = 32, size: int = 14_000) -> dict[str, float]:
    """Deliveries a second, p50 and p99 in milliseconds, and how many were not accepted."""
    body = payload(size)
    head = (
        "POST /webhook HTTP/1.1\r\nHost: localhost\r\nUser-Agent: GitHub-Hookshot/044aadd\r\nAccept: */*\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nX-GitHub-Event: push\r\n"
        f"X-GitHub-Hook-ID: 292430182\r\nX-GitHub-Hook-Installation-Target-ID: 79929171\r\n"
        f"X-Hub-Signature-256: sha256={hmac.digest(SECRET.encode(), body, 'sha256').hex()}\r\n"
        "X-GitHub-Delivery: %s\r\n\r\n"
    ).encode()
    measured: list[float] = []
    refused: list[bytes] = []
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    clients = [
        (
            await loop.create_connection(
                lambda: Client(head, body, began + seconds, measured, refused), "127.0.0.1", port
            )
        )[1]
        for _ in range(connections)
    ]
    await asyncio.gather(*(client.done for client in clients))
    took = time.perf_counter() - began
    measured.sort()
    return {
        "per_second": len(measured) / took,
        "p50": measured[len(measured) // 2] * 1000,
        "p99": measured[len(measured) * 99 // 100] * 1000,
        "refused": len(refused),
        "count": len(measured),
    }


if __name__ == "__main__":
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(load(int(sys.argv[1]), float(sys.argv[2])))))
