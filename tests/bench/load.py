"""Sends signed deliveries of one size over a number of connections for some seconds, as cheaply as Python can."""

from __future__ import annotations

import hmac
import json
import random
import select
import socket
import sys
import time
import uuid
from dataclasses import dataclass

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


@dataclass(slots=True, kw_only=True)
class Connection:
    """One that has one delivery under way at a time; its socket blocks, but is used only where it would not."""

    socket: socket.socket
    began: float = 0.0
    received: bytes = b""

    def post(self, head: bytes, body: bytes) -> None:
        """Ids are made as GitHub makes them, of version 1: those of one moment are neighbours."""
        self.began = time.perf_counter()
        self.socket.sendmsg((head % str(uuid.uuid1()).encode(), body))

    def answered(self) -> bool:
        """Reads what has come; whether the answer is complete."""
        self.received += self.socket.recv(65_536)
        head, found, body = self.received.partition(b"\r\n\r\n")
        return bool(found) and len(body) >= int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])


def load(port: int, seconds: float, connections: int = 32, size: int = 14_000) -> dict[str, float]:
    """Deliveries a second, p50 and p99 in milliseconds, and how many were not accepted."""
    body = payload(size)
    head = head_of(body)
    open_ = {one.socket.fileno(): one for one in (connect(port) for _ in range(connections))}
    measured: list[float] = []
    refused = 0
    with select.epoll(connections) as poll:
        began = time.perf_counter()
        for number, one in open_.items():
            poll.register(number, select.EPOLLIN)
            one.post(head, body)
        while open_:
            for number, _ in poll.poll():
                one = open_[number]
                if not one.answered():
                    continue
                now = time.perf_counter()
                measured.append(now - one.began)
                refused += b" 202 " not in one.received[:20]
                one.received = b""
                if now < began + seconds:
                    one.post(head, body)
                else:
                    poll.unregister(number)
                    open_.pop(number).socket.close()
    return figures(measured, time.perf_counter() - began) | {"refused": refused}


def head_of(body: bytes) -> bytes:
    return (
        "POST /webhook HTTP/1.1\r\nHost: localhost\r\nUser-Agent: GitHub-Hookshot/044aadd\r\nAccept: */*\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nX-GitHub-Event: push\r\n"
        f"X-GitHub-Hook-ID: 292430182\r\nX-GitHub-Hook-Installation-Target-ID: 79929171\r\n"
        f"X-Hub-Signature-256: sha256={hmac.digest(SECRET.encode(), body, 'sha256').hex()}\r\n"
        "X-GitHub-Delivery: %s\r\n\r\n"
    ).encode()


def connect(port: int) -> Connection:
    made = socket.create_connection(("127.0.0.1", port), timeout=30)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**18)  # a whole delivery fits
    return Connection(socket=made)


def figures(measured: list[float], took: float) -> dict[str, float]:
    measured.sort()
    return {
        "per_second": len(measured) / took,
        "p50": measured[len(measured) // 2] * 1000,
        "p99": measured[len(measured) * 99 // 100] * 1000,
        "count": len(measured),
    }


if __name__ == "__main__":
    print(json.dumps(load(int(sys.argv[1]), float(sys.argv[2]))))
