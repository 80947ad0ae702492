"""What a worker is given: the outside behind ports, and how patient it is."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.errors import DatabaseDown

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.catalogue import Catalogue
    from bot.ports import Adviser, Artifacts, GitHub, Steps, Store
    from bot.types import Delivery, Files, Intent, Outcome, Repository, Request
    from bot.worker.answers import Failed

    T = TypeVar("T")

_log = logging.getLogger("dockerize.worker")


def now() -> datetime:
    return datetime.now(UTC)


class Walk(Protocol):
    """The pipeline, from a request to what came of it."""

    def __call__(
        self,
        request: Request,
        github: GitHub,
        catalogue: Catalogue,
        steps: Steps,
        keep: Callable[[Files], Awaitable[None]],
        /,
        *,
        model: Adviser | None = None,
    ) -> Awaitable[Outcome]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rim:
    """Everything that a worker needs of others.

    `dispatch` reads a delivery and answers what is to be done; `walk` is the pipeline; `tell` words what came of a
    run for the comment that asked, and `marker` is hidden in that answer; `adviser` is whom one run of an installation
    asks, None where the rules alone decide.
    """

    store: Store
    artifacts: Artifacts
    github: Callable[[Repository], GitHub]
    catalogue: Catalogue
    dispatch: Callable[[Delivery], tuple[Intent, ...]]
    walk: Walk
    tell: Callable[[Outcome | Failed], str]
    marker: str
    adviser: Callable[[str, int], Adviser | None] = lambda _run, _installation: None
    forget: Callable[[int], None] = lambda _: None  # an installation's tokens
    now: Callable[[], datetime] = now


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a worker waits before it tries something again, in seconds."""

    retries: tuple[float, ...] = (5, 30, 120, 600, 1800)  # after each failed attempt; then the run has failed
    heals: int = 1  # so many times a 404 right after the event is taken for GitHub being late
    longest: float = 7200  # of a wait that GitHub asks for
    attempts: int = 200  # of one run, rate limits and all
    claim: tuple[float, float] = (0.1, 5.0)  # shortest and longest wait for another run on the same repository
    look: float = 1.0  # for deliveries, when nobody nudges
    take_over: float = 3.0  # between two looks for workers that died; on Postgres alone
    tend: float = 30.0  # between two rounds of looking after what is old or broken
    keep_days: float = 7  # of payloads and checkpoints


async def patiently(do: Callable[[], Awaitable[T]], longest: float = 30.0) -> T:
    """Does something with the database until it answers: nothing that happened may be lost because it was down."""
    wait = 0.2
    while True:
        try:
            return await do()
        except DatabaseDown as problem:
            _log.warning("%s Trying again in %.1f s.", problem.sentence, wait)
        await asyncio.sleep(wait)
        wait = min(wait * 2, longest)
