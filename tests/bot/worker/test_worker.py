"""Whole runs through a real DBOS on a file, with everything else in memory."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import (
    BadSettings,
    DockerizeError,
    Forbidden,
    NotFound,
    RateLimited,
    Refused,
    StorageFailed,
    Unauthorized,
    Unavailable,
)
from bot.types import Comment, InstallationDeleted, Request, RunState, Why
from tests.bot.worker.world import DONE, NO, QUICK, World, envelope, repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.types import Outcome, RunRecord

ASKED = Comment(id=11, issue=5, author="ann")


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=0.05)


def work(world: World, *names: str) -> None:
    """Starts a worker, and stops it when the deliveries have ended."""

    async def main() -> None:
        async with world.working():
            await world.settled(*names)

    asyncio.run(main())


async def until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not so():  # noqa: ASYNC110  plain lists and dictionaries tell nobody that they have changed
            await asyncio.sleep(0.005)


def one_run(world: World) -> RunRecord:
    work(world, "d")
    (run,) = world.store.records.values()
    return run


def asking(world: World) -> World:
    """The same world, in which somebody asked by a comment."""
    world.dispatch = lambda _: (Request(repository=repository(7), why=Why.ASKED, comment=ASKED),)
    return world


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.store.accept(envelope("d", 7))
    return made


# --- what goes well -----------------------------------------------------------------------------------------------


def test_a_delivery_becomes_one_run_for_each_repository(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.store.accept(envelope("d", 7, 8))

    work(world, "d")

    assert world.store.states == {"d": "done"}
    assert {run.id: run.state for run in world.store.records.values()} == {
        "d/1/7": RunState.DONE,
        "d/1/8": RunState.DONE,
    }
    assert world.store.writers == {}


def test_a_run_leaves_its_time_line_and_its_files(world: World) -> None:
    run = one_run(world)

    assert run.pull_request == DONE.pull_request.url
    assert [span.name for span in run.spans] == ["look", "keep", "commit", "pull request"]
    assert [span.requests for span in run.spans] == [1, 0, 1, 1]
    assert world.artifacts.kept == {"d/1/7/Dockerfile": b"FROM x\n"}
    key, digest, size = world.store.artifacts["d/1/7", "Dockerfile"]
    assert (key, len(digest), size) == ("d/1/7/Dockerfile", 64, 7)


def test_a_nudge_is_quicker_than_the_next_look(tmp_path: Path) -> None:
    world = World(tmp_path)

    async def main() -> None:
        async with world.working(replace(QUICK, look=60)) as worker:
            await asyncio.sleep(0.1)
            world.store.accept(envelope("d", 7))
            worker.nudge()
            await world.settled("d", seconds=10)

    asyncio.run(main())

    assert world.store.states == {"d": "done"}


def test_who_asked_by_a_comment_is_told(world: World) -> None:
    run = one_run(asking(world))

    assert run.state is RunState.DONE
    assert world.github.comments == {(5, "<!-- m -->"): "It is Done."}
    assert run.spans[-1].name == "comment"


def test_two_runs_of_one_repository_do_not_overlap(tmp_path: Path) -> None:
    inside, most = 0, 0

    async def walk(*args: Any, **_: Any) -> Outcome:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0.1)
        inside -= 1
        return NO

    world = World(tmp_path, walk=walk)
    names = ("d1", "d2", "d3")
    for name in names:
        world.store.accept(envelope(name, 7))

    work(world, *names)

    assert most == 1
    assert set(world.store.states.values()) == {"done"}


# --- what breaks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "problem", [Unavailable("502"), NotFound("late"), RateLimited("wait", soon()), StorageFailed("")]
)
def test_what_may_pass_is_tried_again(world: World, problem: DockerizeError) -> None:
    world.github.faults = {"look": [problem]}

    run = one_run(world)

    assert run.state is RunState.DONE
    assert [span.name for span in run.spans] == ["look", "look", "keep", "commit", "pull request"]
    assert run.spans[0].note == problem.sentence


def test_once_written_a_later_attempt_goes_on_from_there(world: World) -> None:
    world.github.faults = {"find_pull": [Unavailable("502"), RateLimited("wait", soon())]}

    run = one_run(world)

    assert run.state is RunState.DONE
    assert world.github.calls == ["look", "write_commit", "find_pull", "find_pull", "find_pull"]


@pytest.mark.parametrize(
    ("problems", "state", "words"),
    [
        ([Unavailable("GitHub is away.")] * 9, RunState.FAILED, r"^GitHub is away\. \(tried 4 times\)$"),
        ([NotFound("octo/hello is gone.")] * 9, RunState.DECLINED, r"^octo/hello is gone\.$"),
        ([Forbidden("Not allowed.")], RunState.DECLINED, r"^Not allowed\.$"),
        ([Refused("No.")], RunState.FAILED, r"^No\.$"),
        ([Unauthorized("The key is wrong.")], RunState.FAILED, r"^The key is wrong\.$"),
        ([KeyError("a stranger's word")], RunState.FAILED, r"^“look” broke with KeyError: see the worker's log\.$"),
    ],
)
def test_what_does_not_pass_ends_the_run_with_a_sentence(
    world: World, problems: list[Any], state: RunState, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    world.github.faults = {"look": problems}

    run = one_run(world)

    assert run.state is state
    assert re.search(words, run.sentence)
    assert world.store.writers == {}


def test_a_limit_that_never_ends_does(world: World) -> None:
    world.github.faults = {"look": [RateLimited("Come back.", soon()) for _ in range(9)]}

    async def main() -> None:
        async with world.working(replace(QUICK, attempts=3)):
            await world.settled("d")

    asyncio.run(main())

    (run,) = world.store.records.values()
    assert (run.state, run.sentence) == (RunState.FAILED, "It was put off 3 times, and is given up. Come back.")


def test_a_comment_that_may_not_be_written_does_not_undo_the_run(world: World) -> None:
    world.github.faults = {"comment": [Forbidden("No comments here.")]}

    run = one_run(asking(world))

    assert (run.state, world.github.comments) == (RunState.DONE, {})


def test_a_comment_that_did_not_pass_is_written_later_without_a_second_walk(world: World) -> None:
    world.github.faults = {"comment": [Unavailable("502")]}

    run = one_run(asking(world))

    assert run.state is RunState.DONE
    assert world.github.calls == ["look", "write_commit", "find_pull", "comment", "comment"]


def test_a_failure_is_told_too(world: World) -> None:
    world.github.faults = {"look": [Refused("No.")]}

    one_run(asking(world))

    assert world.github.comments == {(5, "<!-- m -->"): "It is Failed."}


# --- what changes meanwhile ---------------------------------------------------------------------------------------


def test_a_repository_that_is_not_installed_any_more_is_declined(world: World) -> None:
    removed = InstallationDeleted(installation_id=3)
    world.dispatch = lambda _: (Request(repository=repository(7), why=Why.PUSHED), removed)

    run = one_run(world)

    assert (run.state, world.github.calls) == (RunState.DECLINED, [])
    assert run.sentence.startswith("octo/hello is not among what the App is installed on")


def test_an_installation_that_goes_between_two_attempts_stops_the_run(world: World) -> None:
    async def look_and_leave(branch: str) -> Any:
        await world.store.apply(InstallationDeleted(installation_id=3))
        raise Unavailable("502")

    world.github.look = look_and_leave  # type: ignore[method-assign]

    run = one_run(world)

    assert run.sentence.startswith("octo/hello is not among what the App is installed on")


# --- crashes and stops --------------------------------------------------------------------------------------------


def test_a_worker_that_stops_lets_its_step_end_and_the_next_one_goes_on(world: World) -> None:
    steps: list[str] = []

    async def walk(request: Request, github: Any, catalogue: Any, inner: Any, keep: Any, **_: Any) -> Outcome:
        async def slow() -> str:
            steps.append("first")
            await asyncio.sleep(0.3)
            steps.append("first ends")
            return "x"

        async def second() -> None:
            steps.append("second")

        await inner.step("first", slow)
        await inner.step("second", second)
        return DONE

    world.walk = walk

    async def main() -> None:
        async with world.working():
            await until(lambda: bool(steps))
        assert steps == ["first", "first ends"]
        async with world.working():
            await world.settled("d")

    asyncio.run(main())

    assert steps == ["first", "first ends", "second"]
    assert world.store.states == {"d": "done"}
    (run,) = world.store.records.values()
    assert [span.name for span in run.spans] == ["first", "second"]


def test_a_run_that_waits_for_hours_survives_a_restart(world: World) -> None:
    world.github.faults = {"look": [RateLimited("wait", datetime.now(UTC) + timedelta(seconds=2))]}

    async def main() -> None:
        async with world.working():
            await until(lambda: bool(world.github.calls))
            await asyncio.sleep(0.5)
        async with world.working():
            await world.settled("d")

    asyncio.run(main())

    assert world.store.states == {"d": "done"}
    assert world.github.calls == ["look", "look", "write_commit", "find_pull"]


def test_a_database_that_is_down_for_a_while_loses_nothing(world: World) -> None:
    async def main() -> None:
        world.store.down = True
        async with world.working():
            await asyncio.sleep(0.3)
            world.store.down = False
            await until(lambda: bool(world.github.calls))
            world.store.down = True
            await asyncio.sleep(0.3)
            world.store.down = False
            await world.settled("d")

    asyncio.run(main())

    assert world.store.states == {"d": "done"}


def test_a_round_that_breaks_is_logged_and_the_next_one_works(world: World, caplog: pytest.LogCaptureFixture) -> None:
    received, broken = world.store.received, [RuntimeError("a defect")]

    async def once_broken(limit: int) -> Any:
        if broken:
            raise broken.pop()
        return await received(limit)

    world.store.received = once_broken  # type: ignore[method-assign]

    work(world, "d")

    assert "a round of the worker broke" in caplog.text


def test_a_second_worker_on_the_same_file_is_refused(world: World) -> None:
    async def main() -> None:
        async with world.working():
            with pytest.raises(BadSettings):
                await world.worker().start()
            await world.settled("d")

    asyncio.run(main())

    assert world.store.states == {"d": "done"}


# --- what is looked after -----------------------------------------------------------------------------------------


def test_a_run_whose_workflow_broke_is_recorded_as_failed(world: World, caplog: pytest.LogCaptureFixture) -> None:
    async def walk(*_: Any, **__: Any) -> Outcome:
        raise RuntimeError("outside of every step")

    world.walk = walk

    async def main() -> None:
        async with world.working() as worker:
            async with asyncio.timeout(20):
                while world.store.states["d"] not in ("done", "failed"):
                    await worker.tend()
                    await asyncio.sleep(0.05)
            await worker.tend()

    asyncio.run(main())

    (run,) = world.store.records.values()
    assert (run.state, run.sentence) == (
        RunState.FAILED,
        "The run broke inside the worker: see its log, and ask again.",
    )
    assert world.store.writers == {}


def test_what_is_old_is_forgotten(world: World) -> None:
    async def main() -> None:
        async with world.working(replace(QUICK, keep_days=-1)) as worker:
            await world.settled("d")
            await asyncio.sleep(0.3)
            await worker.tend()

    asyncio.run(main())

    assert world.store.deliveries["d"].body == b""
    assert b"d/1/7" not in (world.folder / "workflows.db").read_bytes()
