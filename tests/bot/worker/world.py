"""A worker in memory but for DBOS, which is real and on a file."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.catalogue import load
from bot.types import (
    Decline,
    Declined,
    Delivery,
    Done,
    Envelope,
    File,
    Files,
    InstallationAdded,
    Proof,
    PullRequest,
    Repository,
    Request,
    Why,
)
from bot.worker import Limits, Patience, Rim, Worker
from tests.doubles.artifacts import MemoryArtifacts
from tests.doubles.github import REPOSITORY, MemoryGitHub
from tests.doubles.store import MemoryStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from bot.catalogue import Catalogue
    from bot.ports import Adviser, GitHub, Steps
    from bot.types import Intent, Outcome
    from bot.worker.answers import Failed

QUICK = Patience(retries=(0.01, 0.01, 0.01), look=0.05, tend=60, claim=(0.01, 0.05))
EAGER = Limits(poll_seconds=0.02)
PULL = PullRequest(number=1, url="https://github.test/octo/hello/pull/1", branch="dockerize/x", head="c1")
DONE = Done(pull_request=PULL, proof=Proof())
NO = Declined(reason=Decline.HAS_DOCKERFILE, sentence="There is a Dockerfile.")
FILES = Files(files=(File(path="Dockerfile", text="FROM x\n"),))


async def short_walk(
    request: Request,
    github: GitHub,
    _: Catalogue,
    steps: Steps,
    keep: Callable[[Files], Awaitable[None]],
    *,
    model: Adviser | None = None,
) -> Outcome:
    """The shape of the pipeline: a look, a commit, a pull request."""
    await steps.step("look", lambda: github.look("dockerize/x"))
    await steps.step("keep", lambda: keep(FILES))
    await steps.step("commit", lambda: github.write_commit("m", "t", "c0"))
    return Done(pull_request=await steps.step("pull request", lambda: _open(github)), proof=Proof())


async def _open(github: GitHub) -> PullRequest:
    await github.find_pull("dockerize/x")
    return PULL


def tell(answer: Outcome | Failed) -> str:
    return f"It is {type(answer).__name__}."


def understand(delivery: Delivery) -> tuple[Intent, ...]:
    """Payloads of the tests: the ids of repositories that want a Dockerfile."""
    wanted = delivery.payload["wanted"]
    repositories = tuple(repository(number) for number in wanted)  # type: ignore[attr-defined]
    added = InstallationAdded(
        installation_id=3, account="octo", account_id=1, selection="all", permissions={}, repositories=repositories
    )
    return (added, *(Request(repository=one, why=Why.INSTALLED) for one in repositories))


def repository(number: int) -> Repository:
    return replace(REPOSITORY, id=number)


def envelope(name: str, *wanted: int, attempt: int = 1) -> Envelope:
    body = json.dumps({"wanted": wanted}).encode()
    return Envelope(id=name, event="test", action="", installation_id=3, body=body, attempt=attempt)


@dataclass
class World:
    """What stays when a worker dies: the stores, the file, and GitHub."""

    folder: Path
    database: str = ""  # "" is a file in the folder
    store: MemoryStore = field(default_factory=MemoryStore)
    artifacts: MemoryArtifacts = field(default_factory=MemoryArtifacts)
    github: MemoryGitHub = field(default_factory=MemoryGitHub)
    walk: Callable[..., Awaitable[Outcome]] = short_walk
    dispatch: Callable[[Delivery], tuple[Intent, ...]] = understand

    @property
    def url(self) -> str:
        return self.database or f"sqlite:///{self.folder / 'workflows.db'}"

    def worker(self, patience: Patience = QUICK) -> Worker:
        rim = Rim(
            store=self.store,
            artifacts=self.artifacts,
            github=lambda _: self.github,
            catalogue=load(),
            dispatch=self.dispatch,
            walk=self.walk,
            tell=tell,
            marker="<!-- m -->",
        )
        return Worker(self.url, rim, EAGER, patience)

    @contextlib.asynccontextmanager
    async def working(self, patience: Patience = QUICK) -> AsyncIterator[Worker]:
        worker = self.worker(patience)
        await worker.start()
        try:
            yield worker
        finally:
            await worker.stop()

    async def settled(self, *names: str, seconds: float = 20) -> None:
        """Returns when the deliveries have ended."""
        async with asyncio.timeout(seconds):
            while any(self.store.states.get(name) not in ("done", "failed") for name in names):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
