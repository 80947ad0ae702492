"""Which workflows run in this process, so that their end can be waited for without asking the database."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any


class Tasks:
    """Tasks by the ids of their workflows; belongs to one event loop."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[Any]] = {}
        self._waiters: dict[str, list[asyncio.Event]] = {}

    def watch(self, workflow_id: str) -> None:
        """The task that calls this runs the workflow; its end is the workflow's, whose outcome is stored by then."""
        task = asyncio.current_task()
        if task is None:
            raise AssertionError("a workflow runs outside a task")
        self._tasks[workflow_id] = task
        task.add_done_callback(lambda done: self._done(workflow_id, done))

    def _done(self, workflow_id: str, task: asyncio.Task[Any]) -> None:
        if self._tasks.get(workflow_id) is task:
            del self._tasks[workflow_id]
        for waiter in self._waiters.pop(workflow_id, ()):
            waiter.set()

    def waiter(self, workflow_id: str) -> asyncio.Event:
        """An event that is set when the workflow next ends here."""
        waiter = asyncio.Event()
        self._waiters.setdefault(workflow_id, []).append(waiter)
        return waiter

    async def break_off(self) -> None:
        """Cancels all of them; none of them counts as ended for the database."""
        tasks = tuple(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def within(seconds: float, event: asyncio.Event) -> None:
    """Returns when the event is set, or after so many seconds all the same."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
