"""Health, readiness and metrics."""

from __future__ import annotations

import asyncio

from bot.errors import DatabaseDown, StorageFailed
from bot.telemetry.metrics import Metrics
from bot.web import create_app
from bot.web.pages import pages
from tests.bot.web.world import SECRET, MemoryInbox, ask


async def fine() -> None:
    """Nothing is wrong."""


async def full() -> None:
    raise StorageFailed("The folder is full.")


async def broken() -> None:
    raise ZeroDivisionError


def test_a_process_that_answers_is_alive_whatever_else_is_broken() -> None:
    app = create_app(MemoryInbox(DatabaseDown("It is down.")), [SECRET])

    assert ask(app, "GET", "/healthz").status == 200


def test_it_is_ready_when_every_part_is() -> None:
    app = create_app(MemoryInbox(), [SECRET], checks={"storage": fine})

    answer = ask(app, "GET", "/readyz")

    assert (answer.status, answer.json) == (200, {"sentence": "Ready.", "failed": {}})


def test_it_says_which_parts_are_not_ready_and_why() -> None:
    checks = {"storage": full, "worker": fine, "model": broken}
    app = create_app(MemoryInbox(DatabaseDown("It is down.")), [SECRET], checks=checks)

    answer = ask(app, "GET", "/readyz")

    assert (answer.status, answer.sentence) == (503, "Not ready: inbox, storage, model.")
    assert answer.json["failed"]["inbox"] == "It is down."
    assert answer.json["failed"]["storage"] == "The folder is full."
    assert "log" in answer.json["failed"]["model"]


def test_a_part_that_does_not_answer_is_not_ready() -> None:
    app = pages({"storage": lambda: asyncio.sleep(10)}, Metrics(), patience=0.01)

    answer = ask(app, "GET", "/readyz")

    assert answer.json["failed"] == {"storage": "There was no answer within 0.01 seconds."}


def test_metrics_are_in_the_format_of_prometheus() -> None:
    answer = ask(create_app(MemoryInbox(), [SECRET]), "GET", "/metrics")

    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert b"dockerize_inbox_waiting 3.0" in answer.body
    assert b"process_resident_memory_bytes" in answer.body
