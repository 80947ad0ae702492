"""A process that takes deliveries is killed under load: whatever it acknowledged is in the table."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
import time
import zlib
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING

import db
from tests.bot.web.world import PAYLOAD, headers
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SENDERS = 8
BEFORE_THE_KILL = 150  # acknowledgements


@contextmanager
def web_process(url: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    command = [sys.executable, "-m", "tests.bench.web_process", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout
            yield process, int(process.stdout.readline())
        finally:
            process.kill()


class Sender(threading.Thread):
    """Delivers one after the other, until nobody answers."""

    def __init__(self, port: int, name: str, acknowledged: list[str]) -> None:
        super().__init__(name=name)
        self._port = port
        self._acknowledged = acknowledged

    def run(self) -> None:
        body = json.dumps({**PAYLOAD, "filling": "x" * 14_000}).encode()
        connection = HTTPConnection("127.0.0.1", self._port, timeout=10)
        try:
            for number in range(100_000):
                id_ = f"{self.name}-{number}"
                connection.request("POST", "/webhook", body, headers(body, x_github_delivery=id_))
                response = connection.getresponse()
                response.read()
                if response.status == 202:
                    self._acknowledged.append(id_)
        except (OSError, HTTPException):
            """The process was killed."""
        finally:
            connection.close()


def test_whatever_was_acknowledged_before_a_kill_is_in_the_table(tmp_path: Path) -> None:
    path = tmp_path / "dockerize.db"
    db.migrate(f"sqlite:///{path}")
    acknowledged: list[str] = []

    for round_ in range(2):  # the second on what the first one left behind
        with web_process(f"sqlite:///{path}") as (process, port):
            wanted = len(acknowledged) + BEFORE_THE_KILL
            senders = [Sender(port, f"{round_}-{number}", acknowledged) for number in range(SENDERS)]
            for sender in senders:
                sender.start()
            while len(acknowledged) < wanted and any(sender.is_alive() for sender in senders):
                time.sleep(0.01)
            process.kill()
            for sender in senders:
                sender.join()

    connection = sqlite3.connect(path)
    kept = dict(connection.execute("SELECT id, body FROM deliveries WHERE state = 'received'").fetchall())
    (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    assert len(acknowledged) >= 2 * BEFORE_THE_KILL
    assert set(acknowledged) <= set(kept)
    assert {json.loads(zlib.decompress(body))["action"] for body in kept.values()} == {"created"}
    assert sound == "ok"
