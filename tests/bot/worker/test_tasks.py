"""Tasks by their workflows' ids."""

from __future__ import annotations

import asyncio

from bot.worker.tasks import Tasks, within


def test_a_waiter_wakes_when_the_task_ends() -> None:
    async def main() -> list[str]:
        tasks, order = Tasks(), []

        async def work() -> None:
            tasks.watch("w")
            await asyncio.sleep(0.02)
            order.append("work")

        task = asyncio.create_task(work())
        await within(5, tasks.waiter("w"))
        order.append("woken")
        await task
        return order

    assert asyncio.run(main()) == ["work", "woken"]


def test_a_second_task_of_the_same_workflow_stays_watched() -> None:
    async def main() -> bool:
        tasks, go = Tasks(), asyncio.Event()

        async def work(long: bool) -> None:
            tasks.watch("w")
            if long:
                await go.wait()

        first, second = asyncio.create_task(work(False)), asyncio.create_task(work(True))
        await first
        await asyncio.sleep(0)
        await tasks.break_off()
        return second.cancelled()

    assert asyncio.run(main())


def test_waiting_has_an_end() -> None:
    async def main() -> bool:
        event = asyncio.Event()
        await within(0.01, event)
        return event.is_set()

    assert not asyncio.run(main())
