"""DBOS, held in one object that can be started and stopped several times in a process, under the conditions it needs.

DBOS keeps one instance and one registry for the whole process; nothing else of this house touches them.
"""

from __future__ import annotations

import asyncio
import contextvars
import logging
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dbos import DBOS, DBOSConfig, SetEnqueueOptions, SetWorkflowID

from bot.worker import embedded
from bot.worker.peers import Peers
from bot.worker.tasks import Tasks, within

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence
    from datetime import datetime
    from typing import IO

    from dbos import Serializer
    from sqlalchemy import Engine as Database

_VERSION = "1"  # pinned: with DBOS's own, a hash of the code, a deployment strands what waits. Guard changes by `patch`
_THREADS = 32
_LOOK_AGAIN = 60.0
_RUNS, _ATTEMPTS = "runs", "attempts"
_UNDER_WAY = ("PENDING", "ENQUEUED", "DELAYED")
_ENDED_BADLY = ["ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much runs at once, and how eagerly the queues are looked at."""

    each_installation: int = 5
    attempts: int = 64  # of this process, over all installations
    runs: int = 10_000  # those that wait cost a coroutine each
    poll_seconds: float = 0.25


class Engine:
    """Workflows by name and id: `run` waits without holding anything, `attempt` is limited by its installation."""

    def __init__(self, url: str, serializer: Serializer, limits: Limits) -> None:
        self._url = url
        self._serializer = serializer
        self._limits = limits
        self._lock: IO[str] | None = None
        self._database: Database | None = None
        self._tasks = Tasks()
        self._peers: Peers | None = None
        self._stopping = False
        self._under_way: set[object] = set()
        self._functions: dict[str, Callable[..., Coroutine[Any, Any, Any]]] = {}
        self.executor_id = "sqlite" if self.embedded else uuid.uuid4().hex

    @property
    def embedded(self) -> bool:
        """Whether this is the one worker of a file."""
        return self._url.startswith("sqlite")

    async def start(
        self, run: Callable[..., Coroutine[Any, Any, Any]], attempt: Callable[..., Coroutine[Any, Any, Any]]
    ) -> None:
        """Launches DBOS on this loop, which takes up what a dead process left; BadSettings for a second worker."""
        if self.embedded:
            path = Path(self._url.removeprefix("sqlite:///"))
            self._lock = embedded.take(path)
            self._database = embedded.open_database(path)
        else:
            self._peers = Peers(self._url, self.executor_id)
            await self._peers.live()
        DBOS(config=self._config())
        for name, function in (("run", run), ("attempt", attempt)):
            self._functions[name] = DBOS.workflow(name=name)(self._tracked(function))
        DBOS.launch()
        each, poll = self._limits.each_installation, self._limits.poll_seconds
        await DBOS.register_queue_async(
            _RUNS, worker_concurrency=self._limits.runs, polling_interval_sec=poll, on_conflict="always_update"
        )
        await DBOS.register_queue_async(
            _ATTEMPTS,
            worker_concurrency=self._limits.attempts,
            partition_concurrency=each,
            polling_interval_sec=poll,
            on_conflict="always_update",
        )

    def _config(self) -> DBOSConfig:
        config: DBOSConfig = {
            "name": "dockerize",
            "application_version": _VERSION,
            "executor_id": self.executor_id,
            "serializer": self._serializer,
            "max_executor_threads": _THREADS,
            "notification_listener_polling_interval_sec": self._limits.poll_seconds,
            "log_level": "WARNING",
            "enable_otlp": False,
        }
        if self._database is None:
            return config | {"system_database_url": self._url}
        return config | {"system_database_engine": self._database}

    async def stop(self, grace: float = 10.0) -> None:
        """Lets the steps under way end, and ends this process's part; the rest is taken up at the next start."""
        self._stopping = True
        deadline = time.monotonic() + grace
        while self._under_way and time.monotonic() < deadline:  # noqa: ASYNC110  steps come and go by the dozen
            await asyncio.sleep(0.02)
        logging.getLogger("dbos").setLevel(logging.ERROR)  # it warns of each workflow that is broken off
        await self._tasks.break_off()
        await _destroy()
        await self._tasks.break_off()  # what a queue started meanwhile
        if self._database is not None:
            self._database.dispose()
        if self._lock is not None:
            self._lock.close()
        if self._peers is not None:
            await self._peers.close()

    async def enqueue_run(self, run_id: str, *args: Any) -> None:
        """Starts a run unless one has this id, whatever became of it."""
        with SetWorkflowID(run_id):
            await DBOS.enqueue_workflow_async(_RUNS, self._functions["run"], *args)

    async def attempt(self, attempt_id: str, installation: int, *args: Any) -> Any:
        """From within a run: one attempt in its installation's turn; returns what it came back with."""
        with SetWorkflowID(attempt_id), SetEnqueueOptions(queue_partition_key=str(installation)):
            handle = await DBOS.enqueue_workflow_async(_ATTEMPTS, self._functions["attempt"], *args)
        if self.embedded:  # the attempt runs in this process: hundreds that wait need not ask the file again and again
            await self._ended(attempt_id)
        return await handle.get_result(polling_interval_sec=self._limits.poll_seconds if self.embedded else 1.0)

    async def step(self, name: str, do: Callable[[], Awaitable[Any]], *, waits: bool = False) -> Any:
        """From within a workflow: runs `do` to its end once, and stores what it returns.

        `waits` says that it only waits, and may be broken off by a stop. No step begins once that has begun.
        """

        async def body() -> Any:
            return await do()

        if self._stopping:
            await asyncio.Event().wait()
        number = object()
        if not waits:
            self._under_way.add(number)
        try:
            return await DBOS.run_step_async({"name": name}, body)
        finally:
            self._under_way.discard(number)

    async def sleep(self, seconds: float) -> None:
        """From within a workflow: waits durably, holding nothing."""
        await DBOS.sleep_async(seconds)

    async def broken(self) -> tuple[str, ...]:
        """The ids of runs that ended without an answer."""
        found = await DBOS.list_workflows_async(name="run", status=_ENDED_BADLY, load_input=False, load_output=False)
        return tuple(status.workflow_id for status in found)

    async def forget(self, ids: Sequence[str]) -> None:
        """Deletes runs with their attempts and checkpoints."""
        await DBOS.delete_workflows_async(list(ids), delete_children=True)

    async def ended(self, before: datetime, limit: int = 500) -> tuple[str, ...]:
        """The ids of runs that ended well before a time, oldest first."""
        found = await DBOS.list_workflows_async(
            name="run",
            status="SUCCESS",
            completed_before=before.isoformat(),
            limit=limit,
            load_input=False,
            load_output=False,
        )
        return tuple(status.workflow_id for status in found)

    async def take_over(self) -> None:
        """Takes up what other processes left that are dead by now; on a file there are none."""
        if self._peers is not None:
            await self._peers.live()
            await self._peers.take_over(await self._owners(), self._adopt)

    async def _owners(self) -> frozenset[str]:
        """The executors that have workflows under way, this one not counted."""
        found = await DBOS.list_workflows_async(status="PENDING", load_input=False, load_output=False)
        return frozenset(status.executor_id for status in found if status.executor_id) - {self.executor_id}

    async def _adopt(self, executor_id: str) -> int:
        found = await DBOS.list_workflows_async(
            executor_id=executor_id, status="PENDING", load_input=False, load_output=False
        )
        for status in found:
            await DBOS.resume_workflow_async(status.workflow_id, queue_name=status.queue_name)
        return len(found)

    def _tracked(self, function: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Coroutine[Any, Any, Any]]:
        """The function, which is told its workflow's id first, with its task watched while it runs."""

        async def tracked(*args: Any) -> Any:
            workflow_id = str(DBOS.workflow_id)
            self._tasks.watch(workflow_id)
            return await function(workflow_id, *args)

        return tracked

    async def _ended(self, workflow_id: str) -> None:
        """Returns when the workflow's task has ended here, or after a while all the same."""
        waiter = self._tasks.waiter(workflow_id)
        # An empty context, because what is asked inside a workflow's own is stored as a step of it.
        if not await asyncio.create_task(self._over(workflow_id), context=contextvars.Context()):
            await within(_LOOK_AGAIN, waiter)

    async def _over(self, workflow_id: str) -> bool:
        found = await DBOS.list_workflows_async(workflow_ids=[workflow_id], load_input=False, load_output=False)
        return all(status.status not in _UNDER_WAY for status in found)


async def _destroy() -> None:
    """Ends DBOS in a thread of its own, because its threads wait for this loop while they end."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, "dbos-destroy") as one:
        await loop.run_in_executor(one, lambda: DBOS.destroy(destroy_registry=True))
    loop.set_default_executor(ThreadPoolExecutor(thread_name_prefix="loop"))  # DBOS put its own there, which has ended
