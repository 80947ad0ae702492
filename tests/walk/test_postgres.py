"""The same walk on Postgres: door and worker in two processes, and a database that goes away for a moment."""

from __future__ import annotations

import os
import time
import uuid
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.walk.server import Server
from tests.walk.stage import STATIC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.sandbox.handle import Sandbox

pytestmark = pytest.mark.postgres
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"


def ask(question: str, *values: str) -> list[tuple[str, ...]]:
    with psycopg.connect(os.environ["TEST_POSTGRES_URL"], autocommit=True) as connection:
        return connection.execute(question.encode(), values).fetchall()


@pytest.fixture
def database() -> Iterator[str]:
    """The name of a database of its own, gone afterwards."""
    name = f"walk_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(os.environ["TEST_POSTGRES_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield name
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def states(url: str) -> dict[str, str]:
    with psycopg.connect(url) as connection:
        return dict(connection.execute("SELECT id, state FROM deliveries").fetchall())


def settle(url: str, deliveries: set[str]) -> None:
    deadline = time.monotonic() + 90
    while {states(url).get(name) for name in deliveries} != {"done"}:
        assert time.monotonic() < deadline, states(url)
        time.sleep(0.2)


def test_two_processes_and_a_cut_connection_lose_nothing(sandbox: Sandbox, tmp_path: Path, database: str) -> None:
    url = os.environ["TEST_POSTGRES_URL"].rpartition("/")[0] + f"/{database}"
    octo = sandbox.install("octo", {f"shop{number}": STATIC for number in range(8)})
    worker = Server(sandbox, tmp_path / "worker", "worker", DOCKERIZE_DATABASE_URL=url)
    door = Server(sandbox, tmp_path / "door", "web", DOCKERIZE_DATABASE_URL=url)
    try:
        door.start()
        worker.start()
        first = sandbox.installation_delivery(octo.id)
        time.sleep(1)
        ask(CUT, database)
        sent = {first.delivery}
        while len(sent) < 3:
            again = sandbox.installation_delivery(octo.id)
            if again.status == 202:
                sent.add(again.delivery)
        settle(url, sent)
        assert (door.stop(), worker.stop()) == (0, 0)
    finally:
        door.end()
        worker.end()

    assert [len(sandbox.pulls("octo", name)) for name in octo.repositories] == [1] * 8


def test_another_worker_goes_on_where_one_was_killed(sandbox: Sandbox, tmp_path: Path, database: str) -> None:
    url = os.environ["TEST_POSTGRES_URL"].rpartition("/")[0] + f"/{database}"
    octo = sandbox.install("octo", {f"shop{number}": STATIC for number in range(8)})
    sandbox.settings(latency_ms=200)
    door = Server(sandbox, tmp_path / "door", "web", DOCKERIZE_DATABASE_URL=url)
    workers = [Server(sandbox, tmp_path / f"worker{n}", "worker", DOCKERIZE_DATABASE_URL=url) for n in range(2)]
    try:
        for process in (door, *workers):
            process.start()
        sent = sandbox.installation_delivery(octo.id)
        while not any(line["kind"] == "write" for line in sandbox.journal()):
            time.sleep(0.02)
        workers[0].kill()
        settle(url, {sent.delivery})
        assert workers[1].stop() == 0
    finally:
        for process in (door, *workers):
            process.end()

    assert [len(sandbox.pulls("octo", name)) for name in octo.repositories] == [1] * 8
