"""The application as a whole: who answers what, and what it refuses to start with."""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import db
from bot.errors import BadSettings
from bot.web import create_app
from db.inbox import DurableInbox
from db.ledger_sqlite import SqliteLedger
from tests.bot.web.world import SECRET, MemoryInbox, ask, post

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_secret_there_is_no_application() -> None:
    with pytest.raises(BadSettings):
        create_app(MemoryInbox(), [])


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/", 404), ("POST", "/webhook/", 404), ("POST", "/healthz", 405)]
)
def test_what_is_not_there_is_refused_in_json(method: str, path: str, status: int) -> None:
    answer = ask(create_app(MemoryInbox(), [SECRET]), method, path)

    assert (answer.status, bool(answer.sentence)) == (status, True)


def test_a_process_that_only_takes_deliveries_imports_nothing_of_the_worker() -> None:
    heavy = {
        "openai",
        "langchain",
        "githubkit",
        "dbos",
        "httpx",
        "boto3",
        "sqlmodel",
        "sqlalchemy",
        "alembic",
        "pydantic",
        "pydantic_core",
    }
    code = "import sys, bot.web, bot.telemetry, db.inbox, db.ledger_sqlite; print(*sorted(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert heavy & set(done.stdout.split()) == set()


def test_a_full_disk_is_told_to_github_and_what_was_acknowledged_stays(tmp_path: Path) -> None:
    db.migrate(f"sqlite:///{tmp_path}/dockerize.db")
    ledger = SqliteLedger(tmp_path / "dockerize.db")
    ledger.pragma(f"max_page_count = {int(str(ledger.pragma('page_count'))) + 30}")
    inbox = DurableInbox(ledger)
    app = create_app(inbox, [SECRET])

    answers = {}
    for number in range(20):
        filling = secrets.token_hex(10_000)  # which does not compress
        answers[f"d-{number}"] = post(app, {"filling": filling}, x_github_delivery=f"d-{number}")
    asyncio.run(inbox.close())

    connection = sqlite3.connect(tmp_path / "dockerize.db")
    kept = {id_ for (id_,) in connection.execute("SELECT id FROM deliveries")}
    connection.close()
    assert {answer.status for answer in answers.values()} == {202, 503}
    assert kept == {id_ for id_, answer in answers.items() if answer.status == 202}
    assert any("full" in answer.sentence for answer in answers.values())
