"""A real server on a real socket: its port, its answers, and how it ends."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import Future, ThreadPoolExecutor
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import DockerizeError
from bot.web import create_app, new_event_loop, serve
from tests.bot.web.world import PAYLOAD, SECRET, MemoryInbox, headers
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from bot.types import Envelope, Receipt


class SlowInbox(MemoryInbox):
    """Takes its time, and sends the signal that ends the process meanwhile."""

    async def accept(self, envelope: Envelope) -> Receipt:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(0.3)
        return await super().accept(envelope)


def deliver(port: int) -> tuple[int, str]:
    body = json.dumps(PAYLOAD).encode()
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", "/webhook", body, headers(body))
    response = connection.getresponse()
    answer = response.status, response.read().decode()
    connection.close()
    return answer


def test_sigterm_lets_a_delivery_that_is_being_kept_be_acknowledged() -> None:
    inbox = SlowInbox()
    answers: list[Future[tuple[int, str]]] = []

    with ThreadPoolExecutor(1) as sender, asyncio.Runner(loop_factory=new_event_loop) as runner:

        def started(port: int) -> None:
            answers.append(sender.submit(deliver, port))

        runner.run(serve(create_app(inbox, [SECRET]), "127.0.0.1", 0, started=started))

    assert [answer.result()[0] for answer in answers] == [202]
    assert len(inbox.kept) == 1


def outside_the_main_thread(main: Callable[[], Coroutine[Any, Any, list[int]]]) -> list[int]:
    """Where no signal arrives."""
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.extend(asyncio.run(main())))
    thread.start()
    thread.join()
    return found


def test_its_caller_may_tell_it_to_end() -> None:
    async def main() -> list[int]:
        port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        until = asyncio.Event()
        app = create_app(MemoryInbox(), [SECRET])
        serving = asyncio.create_task(serve(app, "127.0.0.1", 0, started=port.set_result, until=until))
        status, _ = await asyncio.to_thread(deliver, await port)
        until.set()
        await serving
        return [status]

    assert outside_the_main_thread(main) == [202]


def test_cancelled_it_closes_its_sockets() -> None:
    async def main() -> list[int]:
        port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        app = create_app(MemoryInbox(), [SECRET])
        serving = asyncio.create_task(serve(app, "127.0.0.1", 0, started=port.set_result))
        number = await port
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        return [number]

    (port,) = outside_the_main_thread(main)

    with pytest.raises(ConnectionRefusedError):
        deliver(port)


def test_cancelled_before_it_listens_it_just_ends() -> None:
    async def main() -> list[int]:
        serving = asyncio.create_task(serve(create_app(MemoryInbox(), [SECRET]), "127.0.0.1", 0))
        await asyncio.sleep(0)
        serving.cancel()
        (problem,) = await asyncio.gather(serving, return_exceptions=True)
        return [isinstance(problem, asyncio.CancelledError)]

    assert outside_the_main_thread(main) == [True]


@pytest.mark.parametrize("loop", [asyncio.new_event_loop, new_event_loop])
def test_an_address_that_is_taken_is_said_in_a_sentence(loop: Callable[[], asyncio.AbstractEventLoop]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, asyncio.Runner(loop_factory=loop) as runner:
        port = taken.getsockname()[1]

        with pytest.raises(DockerizeError, match=rf"^127\.0\.0\.1:{port} cannot be listened on \(.*in use\): name"):
            runner.run(serve(create_app(MemoryInbox(), [SECRET]), "127.0.0.1", port))


def test_nobody_has_to_be_told_the_port_and_an_interrupt_ends_it_in_peace() -> None:
    interrupt = threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT))
    interrupt.start()

    asyncio.run(serve(create_app(MemoryInbox(), [SECRET]), "127.0.0.1", 0))

    interrupt.join()


def test_a_process_of_the_role_web_drains_its_inbox_when_it_ends(tmp_path: Path) -> None:
    import db

    url = f"sqlite:///{tmp_path}/dockerize.db"
    db.migrate(url)
    command = [sys.executable, "-m", "tests.bench.web_process", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        port = int(process.stdout.readline())

        status, _ = deliver(port)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as ready:
            assert ready.status == 200
        began = time.monotonic()
        process.terminate()
        commits, log = process.communicate(timeout=20)

    assert (status, process.returncode, int(commits)) == (202, 0, 1)
    assert time.monotonic() - began < 10
    line = json.loads(next(line for line in log.splitlines() if '"receipt"' in line))
    assert (line["event"], line["action"], line["installation"]) == ("installation", "created", 7)
    assert SECRET not in log
