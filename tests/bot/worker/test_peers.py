"""Workers on one Postgres: each holds its lock, and one that died is taken over."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
import sqlalchemy as sa

from bot.types import InstallationAdded, RunState
from bot.worker.peers import Peers
from tests.bot.worker.world import World, envelope, repository

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.postgres


@pytest.fixture
def url() -> Iterator[str]:
    """A database of its own, gone afterwards."""
    server, name = os.environ["TEST_POSTGRES_URL"], f"worker_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield sa.make_url(server).set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


class Adopter:
    """Remembers whose workflows were taken over."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    async def adopt(self, owner: str) -> int:
        self.taken.append(owner)
        return 1


def test_only_who_has_gone_is_taken_over(url: str) -> None:
    async def main() -> list[str]:
        mine, other = Peers(url, "mine"), Peers(url, "other")
        await mine.live()
        await other.live()
        adopter = Adopter()
        await mine.take_over(["other", "gone"], adopter.adopt)
        await other.close()
        await mine.take_over(["other"], adopter.adopt)
        await mine.close()
        return adopter.taken

    assert asyncio.run(main()) == ["gone", "other"]


def test_closing_what_was_never_opened_does_nothing(url: str) -> None:
    asyncio.run(Peers(url, "mine").close())


def test_a_broken_connection_is_opened_again(url: str) -> None:
    async def main() -> list[str]:
        mine, adopter = Peers(url, "mine"), Adopter()
        await mine.live()
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as killer:
            killer.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        with pytest.raises(sa.exc.DBAPIError):
            await mine.live()
        await mine.live()
        await mine.take_over(["gone"], adopter.adopt)
        await mine.close()
        return adopter.taken

    assert asyncio.run(main()) == ["gone"]


def test_a_lock_is_given_back_when_the_take_over_breaks(url: str) -> None:
    async def main() -> bool:
        mine, other = Peers(url, "mine"), Peers(url, "other")

        async def broken(owner: str) -> int:
            raise RuntimeError(owner)

        await mine.live()
        with pytest.raises(RuntimeError):
            await mine.take_over(["gone"], broken)
        adopter = Adopter()
        await other.live()
        await other.take_over(["gone"], adopter.adopt)
        await mine.close()
        await other.close()
        return adopter.taken == ["gone"]

    assert asyncio.run(main())


def test_a_run_of_a_killed_worker_is_finished_by_another(url: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.bot.worker.dying", url, str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"in the middle\n"
        process.kill()
    world = World(tmp_path, database=url)

    async def main() -> None:
        await world.store.apply(
            InstallationAdded(
                installation_id=3,
                account="octo",
                account_id=1,
                selection="all",
                permissions={},
                repositories=(repository(7),),
            )
        )
        world.store.accept(envelope("d", 7))
        async with world.working():
            await world.settled("d")

    asyncio.run(main())

    (run,) = world.store.records.values()
    assert run.state is RunState.DONE
    assert world.github.calls == ["write_commit", "find_pull"]  # the look was stored by the one that died
