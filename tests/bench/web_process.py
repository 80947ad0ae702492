"""A process that only takes deliveries, as `dockerize serve --role web` does: door, inbox, logs and metrics."""

from __future__ import annotations

import asyncio
import sys

from bot.telemetry import set_up
from bot.web import create_app, new_event_loop, serve
from db.inbox import open_inbox
from tests.bench.load import SECRET


async def main(url: str) -> None:
    """Prints the port once it takes deliveries, and ends with SIGTERM."""
    inbox = open_inbox(url)
    await serve(create_app(inbox, [SECRET]), "127.0.0.1", 0, started=lambda port: print(port, flush=True))
    await inbox.close()
    print(inbox.commits, flush=True)


if __name__ == "__main__":
    set_up(human=False)
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(main(sys.argv[1]))
