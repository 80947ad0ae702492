"""`python -m bot.sandbox --data DIR`: makes the App's key, serves, and prints one JSON line that says where."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import socket
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.sandbox.app import create_app
from bot.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.types import ASGIApp

HOST = "127.0.0.1"


def arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description="A GitHub on this machine.")
    parser.add_argument("--data", type=Path, required=True, help="folder for the repositories and the App's key")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--latency-ms", type=float, default=0, help="each answer of the API takes that much longer")
    parser.add_argument("--hook-url", default="", help="where webhooks are sent")
    parser.add_argument("--hook-secret", default="", help="what webhooks are signed with")
    parser.add_argument("--while-stdin", action="store_true", help="stop when standard input is closed")
    return parser.parse_args(words)


def make_world(asked: argparse.Namespace) -> World:
    """Makes a new key and writes the App's half of it to `app.pem`, for the owner's eyes only."""
    asked.data.mkdir(parents=True, exist_ok=True)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = asked.data / "app.pem"
    pem.touch(mode=0o600)
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return World(
        folder=asked.data.resolve(),
        public_key=public,
        latency=asked.latency_ms / 1000,
        hook_url=asked.hook_url,
        hook_secret=asked.hook_secret,
    )


async def serve(asked: argparse.Namespace, wrap: Callable[[ASGIApp], ASGIApp]) -> None:
    world = make_world(asked)
    listening = _listen(asked.port)
    app = wrap(create_app(world))
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    if asked.while_stdin:
        threading.Thread(target=_stop_at_end, args=(server,), daemon=True).start()
    url = f"http://{HOST}:{listening.getsockname()[1]}"
    where = {"url": url, "app_id": world.app_id, "private_key": str(world.folder / "app.pem")}
    print(json.dumps(where), flush=True)  # the socket listens already, so who reads this may connect
    await server.serve(sockets=[listening])


def _listen(port: int) -> socket.socket:
    """asyncio turns off Nagle's algorithm, which costs 40 ms an answer, only where the protocol is named."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen(1024)
    except OSError:
        listening.close()
        raise
    return listening


def _stop_at_end(server: uvicorn.Server) -> None:
    while os.read(sys.stdin.fileno(), 4096):  # not through sys.stdin, whose lock Python wants when it ends
        pass
    server.should_exit = True


def main(words: Sequence[str], wrap: Callable[[ASGIApp], ASGIApp] = lambda app: app) -> None:
    """`wrap` may put something around the application."""
    with contextlib.suppress(KeyboardInterrupt):  # uvicorn raises it again when it has ended in peace
        asyncio.run(serve(arguments(words), wrap))


if __name__ == "__main__":  # pragma: no cover  the start of a process, which the tests of the handle see
    main(sys.argv[1:])
