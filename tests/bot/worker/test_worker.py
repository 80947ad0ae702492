"""Whole runs through a real DBOS on a file, with everything else in memory."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.types import RunState
from tests.bot.worker.world import World, envelope

if TYPE_CHECKING:
    from pathlib import Path


def test_a_delivery_becomes_one_run_for_each_repository(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.store.accept(envelope("d1", 7, 8))

    async def main() -> None:
        async with world.working():
            await world.settled("d1")

    asyncio.run(main())

    assert world.store.states == {"d1": "done"}
    assert {run.id: run.state for run in world.store.records.values()} == {
        "d1/1/7": RunState.DONE,
        "d1/1/8": RunState.DONE,
    }
    assert [span.name for span in world.store.records["d1/1/7"].spans] == ["look", "keep", "commit", "pull request"]
    assert [span.requests for span in world.store.records["d1/1/7"].spans] == [1, 0, 1, 1]
    assert world.store.writers == {}


def test_a_second_start_in_the_same_process_works(tmp_path: Path) -> None:
    world = World(tmp_path)

    async def main() -> None:
        for name in ("d1", "d2"):
            world.store.accept(envelope(name, 7))
            async with world.working():
                await world.settled(name)

    asyncio.run(main())

    assert world.store.states == {"d1": "done", "d2": "done"}
