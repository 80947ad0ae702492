"""All of GitHub's example payloads through the real door and the real worker: none is refused, and none fails."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

import db
from bot.types import RunState
from tests.contracts.cache import PAYLOADS
from tests.walk.stage import SECRET, Stage, playing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.sandbox.handle import Sandbox
    from bot.types import RunRecord


def examples() -> Iterator[tuple[str, str, bytes]]:
    """Delivery id, event and body of each example."""
    for group in json.loads(PAYLOADS.read_text()):
        for number, example in enumerate(group["examples"]):
            yield f"{group['name']}-{number}", group["name"], json.dumps(example).encode()


def post(url: str, delivery: str, event: str, body: bytes) -> int:
    headers = {
        "Content-Type": "application/json",
        "X-GitHub-Event": event,
        "X-GitHub-Delivery": delivery,
        "X-Hub-Signature-256": "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest(),
    }
    request = urllib.request.Request(url, body, headers)  # noqa: S310  our own address
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return int(answer.status)


def ended(stage: Stage, names: list[str]) -> dict[str, tuple[str, str]]:
    deadline = time.monotonic() + 120
    while True:
        states = {name: stage.state(name) for name in names}
        if all(state in ("done", "failed") for state, _ in states.values()):
            return states
        assert time.monotonic() < deadline, [name for name in names if states[name][0] not in ("done", "failed")]
        time.sleep(0.2)


async def every_run(stage: Stage) -> tuple[RunRecord, ...]:
    async with db.open_store(stage.settings.database_url) as store:
        return await store.runs(limit=1000)


@pytest.mark.contracts
def test_every_example_is_accepted_and_worked_off(sandbox: Sandbox, tmp_path: Path) -> None:
    given = list(examples())
    with playing(sandbox, tmp_path) as stage:
        answers: dict[str, Any] = {name: post(stage.door, name, event, body) for name, event, body in given}
        states = ended(stage, [name for name, _, _ in given])
        runs = asyncio.run(every_run(stage))

    assert len(given) == 329
    assert set(answers.values()) == {202}
    assert {name: state for name, state in states.items() if state[0] == "failed"} == {}
    assert runs != ()
    assert {run.state for run in runs} == {RunState.DECLINED}
    assert all(run.sentence.endswith(".") for run in runs)
