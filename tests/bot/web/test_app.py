"""The application as a whole: who answers what, and what it refuses to start with."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.errors import BadSettings
from bot.web import create_app
from tests.bot.web.world import SECRET, MemoryInbox, ask


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
    }
    code = "import sys, bot.web, bot.telemetry, db.inbox, db.ledger_sqlite; print(*sorted(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert heavy & set(done.stdout.split()) == set()
