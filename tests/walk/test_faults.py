"""A GitHub that fails, limits or is silent, and a disk that is full: later, never lost, and never twice."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from bot.types import RunState
from tests.walk.proxy import Line
from tests.walk.server import Server
from tests.walk.stage import STATIC, playing

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox.handle import Sandbox

WRITES = (r".*/git/trees", r".*/git/commits", r".*/git/refs", r".*/pulls")


@pytest.mark.parametrize("did", [True, False], ids=["it did it all the same", "it did nothing"])
@pytest.mark.parametrize("path", WRITES)
def test_a_write_that_is_answered_by_an_error_happens_once(
    sandbox: Sandbox, tmp_path: Path, path: str, did: bool
) -> None:
    octo = sandbox.install("octo", {"shop": STATIC})
    with playing(sandbox, tmp_path) as stage:
        sandbox.fault(path=path, method="POST", status=502, did=did)
        run = stage.run(sandbox.installation_delivery(octo.id))

    assert run.state is RunState.DONE
    (pull,) = sandbox.pulls("octo", "shop")
    assert pull["commits"] == 1
    assert len(sandbox.refs("octo", "shop")) == 2


@pytest.mark.parametrize(
    "headers", [{"retry-after": "2"}, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "RESET"}]
)
def test_a_rate_limit_is_waited_for_and_costs_no_attempt(
    sandbox: Sandbox, tmp_path: Path, headers: dict[str, str]
) -> None:
    octo = sandbox.install("octo", {"shop": STATIC})
    with playing(sandbox, tmp_path) as stage:
        given = {name: value.replace("RESET", str(int(time.time()) + 8)) for name, value in headers.items()}
        sandbox.fault(path=r".*/git/refs", method="POST", status=403, message="API rate limit exceeded", headers=given)
        run = stage.run(sandbox.installation_delivery(octo.id))

    assert run.state is RunState.DONE
    assert [span.name for span in run.spans].count("look") == 1  # it went on from its commit
    assert [span.name for span in run.spans].count("branch") == 2
    waited = [span for span in run.spans if span.name == "branch"]
    assert (waited[1].started_at - waited[0].started_at).total_seconds() >= 1.5


def test_a_github_that_does_not_answer_is_asked_again(sandbox: Sandbox, tmp_path: Path) -> None:
    octo = sandbox.install("octo", {"shop": STATIC})
    with Line(int(sandbox.url.rpartition(":")[2])) as line:
        line.cut = True
        url = f"http://127.0.0.1:{line.port}"
        with playing(sandbox, tmp_path, github_api_url=url) as stage:
            sent = sandbox.installation_delivery(octo.id)
            threading.Timer(3, lambda: setattr(line, "cut", False)).start()
            run = stage.run(sent)

    assert run.state is RunState.DONE
    assert line.refused >= 1
    assert len(sandbox.pulls("octo", "shop")) == 1


def test_a_full_disk_refuses_deliveries_and_loses_none(sandbox: Sandbox, tmp_path: Path) -> None:
    octo = sandbox.install("octo", {"shop": STATIC})
    server = Server(sandbox, tmp_path)
    server.start(file_limit=700_000)
    try:
        answers: dict[str, int] = {}
        for number in range(200):
            payload = {"ref": f"refs/heads/{number}", "noise": _noise(number)}
            sent = sandbox.deliver("status", payload)
            answers[sent.delivery] = sent.status
            if sent.status == 503:
                break
        assert set(answers.values()) == {202, 503}
        server.kill()
        server.start()
        last = sandbox.installation_delivery(octo.id)
        server.settle({delivery for delivery, status in answers.items() if status == 202} | {last.delivery})
        assert server.stop() == 0
    finally:
        server.end()

    assert len(sandbox.pulls("octo", "shop")) == 1


def _noise(seed: int) -> str:
    """Text that does not compress, and is the same every time."""
    import random

    return random.Random(seed).randbytes(15_000).hex()
