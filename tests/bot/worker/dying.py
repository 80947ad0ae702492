"""A worker that stops in the middle of a run and waits to be killed: `python -m tests.bot.worker.dying URL FOLDER`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.bot.worker.world import World, envelope


async def main(url: str, folder: str) -> None:
    world = World(Path(folder), database=url)
    world.store.accept(envelope("d", 7))

    async def hang(message: str, tree: str, parent: str) -> str:
        print("in the middle", flush=True)
        await asyncio.sleep(600)
        return message + tree + parent

    world.github.write_commit = hang  # type: ignore[method-assign]
    async with world.working():
        await world.settled("d", seconds=600)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
