"""The port `Steps` on DBOS: each step is stored with what it cost, and stands on the run's time line."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any, TypeVar

from bot.errors import DockerizeError
from bot.types import Span
from bot.worker.answers import Broke, Timed
from bot.worker.rim import patiently

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.ports import GitHub
    from bot.worker.engine import Engine
    from bot.worker.rim import Rim

    T = TypeVar("T")

_log = logging.getLogger("dockerize.worker")


class Checkpoints:
    """The steps of one attempt; `kept` are those that an earlier attempt did."""

    def __init__(self, engine: Engine, rim: Rim, github: GitHub, run_id: str, kept: Mapping[str, Any]) -> None:
        self._engine = engine
        self._rim = rim
        self._github = github
        self.run_id = run_id
        self._kept = dict(kept)

    @property
    def kept(self) -> Mapping[str, Any]:
        """What the steps that ended well returned, by their names."""
        return dict(self._kept)

    async def step(self, name: str, do: Callable[[], Awaitable[T]]) -> T:
        """Runs `do` unless that was done before; raises what it raised. An error is stored by name and sentence."""
        if name not in self._kept:
            timed: Timed = await self._engine.step(name, lambda: self._timed(name, do))
            await patiently(lambda: self._rim.store.span(self.run_id, _span(name, timed)))
            if timed.broke:
                raise timed.broke.raised()
            self._kept[name] = timed.value
        value: T = self._kept[name]
        return value

    async def _timed(self, name: str, do: Callable[[], Awaitable[Any]]) -> Timed:
        at, begun, before = self._rim.now(), time.perf_counter(), self._github.requests
        value, broke = None, None
        try:
            value = await do()
        except DockerizeError as problem:
            broke = Broke.of(problem)
        except Exception as problem:  # noqa: BLE001  one run's defect must neither stop the others nor run for ever
            _log.exception("the step “%s” broke", name)
            broke = Broke.of(DockerizeError(f"“{name}” broke with {type(problem).__name__}: see the worker's log."))
        seconds = round(time.perf_counter() - begun, 4)
        return Timed(value=value, started_at=at, seconds=seconds, requests=self._github.requests - before, broke=broke)


def _span(name: str, timed: Timed) -> Span:
    note = timed.broke.sentence if timed.broke else ""
    return Span(name=name, started_at=timed.started_at, seconds=timed.seconds, requests=timed.requests, note=note)
