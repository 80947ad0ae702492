"""Serves an application until the process is told to end, and lets requests that run finish."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from typing import TYPE_CHECKING

import uvicorn

from bot.errors import DockerizeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from socket import socket

    from starlette.types import ASGIApp

_GRACE = 15  # seconds for requests that run; a durable write takes at most five


def new_event_loop() -> asyncio.AbstractEventLoop:
    """uvloop where it is to be had: for `asyncio.Runner(loop_factory=new_event_loop)`."""
    try:
        import uvloop
    except ImportError:  # pragma: no cover  not on Windows
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


async def serve(
    app: ASGIApp,
    host: str,
    port: int,
    *,
    started: Callable[[int], None] | None = None,
    until: asyncio.Event | None = None,
) -> None:
    """Returns after SIGTERM, SIGINT or `until`, when all requests are answered; `started` is told the bound port.

    Raises DockerizeError where it cannot listen. Unlike uvicorn by itself the signal is not raised again, so that the
    caller can close what the application used.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http="httptools",
        ws="none",
        lifespan="off",
        access_log=False,
        proxy_headers=False,  # nobody here asks who the client is, so nothing that it says of itself is believed
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )
    server = _Server(config, started)
    ending = asyncio.create_task(_end(server, until or asyncio.Event()))
    try:
        await server.serve()
    except asyncio.CancelledError:
        if server.started:
            await server.shutdown()
        raise
    finally:
        ending.cancel()


async def _end(server: uvicorn.Server, until: asyncio.Event) -> None:
    await until.wait()
    server.should_exit = True


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, started: Callable[[int], None] | None) -> None:
        super().__init__(config)
        self._tell = started

    async def startup(self, sockets: list[socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        except SystemExit as ended:  # uvicorn's answer to an address that is taken, or not of this machine
            config, problem = self.config, ended.__context__
            raise DockerizeError(
                f"{config.host}:{config.port} cannot be listened on ({getattr(problem, 'strerror', problem)}): name "
                "another host or port (--host and --port, or DOCKERIZE_HOST and DOCKERIZE_PORT)."
            ) from problem
        if self._tell:
            self._tell(self.servers[0].sockets[0].getsockname()[1])

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(number)
