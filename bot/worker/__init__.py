"""The durable worker: takes deliveries out of the inbox, starts a run for each wish, sees every run to its end."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import DatabaseDown
from bot.worker.answers import Broke, Failed, Later, Timed
from bot.worker.codec import Codec
from bot.worker.engine import Engine, Limits
from bot.worker.intake import Intake
from bot.worker.rim import Patience, Rim
from bot.worker.tasks import within
from bot.worker.workflows import Workflows

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["Failed", "Limits", "Patience", "Rim", "Worker"]

_log = logging.getLogger("dockerize.worker")


class Worker:
    """One process's part of the work; `start` and `stop` it on one event loop."""

    def __init__(self, url: str, rim: Rim, limits: Limits | None = None, patience: Patience | None = None) -> None:
        self._rim = rim
        self._patience = patience or Patience()
        self._engine = Engine(url, Codec(Broke, Failed, Later, Timed), limits or Limits())
        self._intake = Intake(self._engine.enqueue_run, rim)
        self._nudged = asyncio.Event()
        self._loops: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Takes up what was left, and begins to look for deliveries. Raises BadSettings for a second worker."""
        workflows = Workflows(self._engine, self._rim, self._patience)
        await self._engine.start(workflows.run, workflows.attempt)
        self._loops = [
            asyncio.create_task(self._forever(self._take_in, self._patience.look, self._nudged)),
            asyncio.create_task(self._forever(self._engine.take_over, self._patience.take_over, asyncio.Event())),
            asyncio.create_task(self._forever(self.tend, self._patience.tend, asyncio.Event())),
        ]

    def nudge(self) -> None:
        """Says that a delivery has come in; call it on the worker's loop."""
        self._nudged.set()

    async def stop(self) -> None:
        """Takes nothing in any more, lets the steps under way end, and leaves the rest for the next start."""
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        await self._engine.stop()

    async def _take_in(self) -> None:
        while await self._intake.once():
            pass

    async def tend(self) -> None:
        """Records runs whose workflow broke, empties old payloads, and forgets old checkpoints."""
        for run_id in await self._engine.broken():
            _log.error("run %s: its workflow ended without an answer", run_id)
            await self._rim.store.failed(run_id, "The run broke inside the worker: see its log, and ask again.")
            await self._rim.store.release(int(run_id.rpartition("/")[2]), run_id)
            await self._engine.forget([run_id])
        before = self._rim.now() - timedelta(days=self._patience.keep_days)
        await self._rim.store.purge(before)
        while old := await self._engine.ended(before):
            await self._engine.forget(old)

    async def _forever(self, do: Callable[[], Awaitable[None]], every: float, wake: asyncio.Event) -> None:
        """Does it again and again, sooner when nudged; what breaks is logged, and tried again."""
        wait = every
        while True:
            try:
                await do()
                wait = every
            except DatabaseDown as problem:
                _log.warning("%s", problem.sentence)
                wait = min(wait * 2, 30.0)
            except Exception:  # noqa: BLE001  a defect in one round must not end the worker
                _log.exception("a round of the worker broke")
                wait = min(wait * 2, 30.0)
            await within(wait, wake)
            wake.clear()
