"""The two workflows: a run waits for its repository and through rate limits; an attempt walks, in its turn."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.errors import DockerizeError, Forbidden, NotFound, RateLimited
from bot.telemetry import bound
from bot.types import Decline, Declined
from bot.worker.answers import Failed, Later
from bot.worker.checkpoints import Checkpoints
from bot.worker.rim import patiently

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ports import GitHub
    from bot.types import Comment, Files, Outcome, Request
    from bot.worker.engine import Engine
    from bot.worker.rim import Patience, Rim

_log = logging.getLogger("dockerize.worker")
_WRITTEN = "commit"  # from this step on a later attempt goes on with what was written; before it, it begins anew


class Workflows:
    """What DBOS runs. Everything here but the steps is repeated after a crash, so it decides by their values alone."""

    def __init__(self, engine: Engine, rim: Rim, patience: Patience) -> None:
        self._engine = engine
        self._rim = rim
        self._patience = patience

    async def run(self, run_id: str, request: Request) -> None:
        """One run from its place in the repository to its record; the workflow's id is the run's."""
        with bound(run=run_id, repository=request.repository.full_name):
            await self._run(run_id, request)

    async def _run(self, run_id: str, request: Request) -> None:
        answer: Outcome | Failed = _removed(request)
        if await self._engine.step("begin", lambda: self._begin(run_id, request), waits=True):
            answer = await self._attempts(run_id, request)
        await self._engine.step("end", lambda: self._end(run_id, request, answer))

    async def _begin(self, run_id: str, request: Request) -> bool:
        """Waits until no other run writes to the repository; says whether it is still wanted."""
        store, (wait, longest) = self._rim.store, self._patience.claim
        while not await patiently(lambda: store.claim(request.repository.id, run_id)):
            await asyncio.sleep(wait)
            wait = min(wait * 2, longest)
        await patiently(lambda: store.started(run_id))
        return await self._active(request)

    async def _active(self, request: Request) -> bool:
        return await patiently(lambda: self._rim.store.active(request.repository))

    async def _attempts(self, run_id: str, request: Request) -> Outcome | Failed:
        failures, sentence = 0, ""
        kept: Mapping[str, Any] = {}
        for number in range(1, self._patience.attempts + 1):
            answer = await self._engine.attempt(
                f"{run_id}/{number}", request.repository.installation_id, run_id, request, failures, kept
            )
            if not isinstance(answer, Later):
                done: Outcome | Failed = answer
                return done
            failures, kept, sentence = failures + answer.counts, answer.kept, answer.sentence
            await self._engine.sleep(self._seconds(answer))
            if not await self._engine.step("still wanted", lambda: self._active(request)):
                return _removed(request)
        return Failed(sentence=f"It was put off {self._patience.attempts} times, and is given up. {sentence}")

    def _seconds(self, later: Later) -> float:
        """How long to sleep; DBOS stores when the sleep ends, so a restart does not prolong it."""
        return min(max((later.at - self._rim.now()).total_seconds(), 0.05), self._patience.longest)

    async def _end(self, run_id: str, request: Request, answer: Outcome | Failed) -> None:
        store = self._rim.store
        if isinstance(answer, Failed):
            await patiently(lambda: store.failed(run_id, answer.sentence))
        else:
            await patiently(lambda: store.ended(run_id, answer))
        await patiently(lambda: store.release(request.repository.id, run_id))

    async def attempt(
        self, _: str, run_id: str, request: Request, failures: int, kept: Mapping[str, Any]
    ) -> Outcome | Failed | Later:
        """One walk; what broke is judged here, and comes back as a value."""
        with bound(run=run_id, repository=request.repository.full_name):
            github = self._rim.github(request.repository)
            steps = Checkpoints(self._engine, self._rim, github, run_id, kept)
            answer = await self._walked(request, github, steps, failures)
            if request.comment and not isinstance(answer, Later):
                answer = await self._tell(steps, github, request.comment, answer, failures)
        if isinstance(answer, Later) and _WRITTEN in steps.kept:
            return replace(answer, kept=steps.kept)
        return answer

    async def _walked(
        self, request: Request, github: GitHub, steps: Checkpoints, failures: int
    ) -> Outcome | Failed | Later:
        async def keep(files: Files) -> None:
            await self._keep(steps.run_id, files)

        try:
            adviser = self._rim.adviser(steps.run_id, request.repository.installation_id)
            return await self._rim.walk(request, github, self._rim.catalogue, steps, keep, model=adviser)
        except DockerizeError as problem:
            return self._judge(problem, failures)

    def _judge(self, problem: DockerizeError, failures: int) -> Outcome | Failed | Later:
        """What an error means for the run: not now, no, or never."""
        retries = self._patience.retries
        if isinstance(problem, RateLimited):
            return Later(at=problem.at, sentence=problem.sentence, counts=False)
        if isinstance(problem, Forbidden):
            return Declined(reason=Decline.PERMISSION, sentence=problem.sentence)
        if isinstance(problem, NotFound) and failures >= self._patience.heals:
            return Declined(reason=Decline.GONE, sentence=problem.sentence)
        if problem.retry and failures < len(retries):
            return Later(at=self._rim.now() + timedelta(seconds=retries[failures]), sentence=problem.sentence)
        times = f" (tried {failures + 1} times)" if failures else ""
        return Failed(sentence=f"{problem.sentence}{times}")

    async def _tell(
        self, steps: Checkpoints, github: GitHub, comment: Comment, answer: Outcome | Failed, failures: int
    ) -> Outcome | Failed | Later:
        """Answers the comment that asked. What came of the run stands, unless telling it may work later."""
        text = self._rim.tell(answer)
        try:
            await steps.step("comment", lambda: github.comment(comment.issue, text, self._rim.marker))
        except DockerizeError as problem:
            told = self._judge(problem, failures)
            if isinstance(told, Later):
                return told
            _log.warning("the comment on #%d was not written: %s", comment.issue, problem.sentence)
        return answer

    async def _keep(self, run_id: str, files: Files) -> None:
        for file in files:
            data = file.text.encode()
            key = f"{run_id}/{file.path}"
            await self._rim.artifacts.put(key, data)
            digest = hashlib.sha256(data).hexdigest()
            await self._rim.store.artifact(run_id, key, file.path, digest, len(data))


def _removed(request: Request) -> Declined:
    name = request.repository.full_name
    return Declined(
        reason=Decline.REMOVED,
        sentence=f"{name} is not among what the App is installed on by now. Install it there again to go on.",
    )
