"""The App as a process of its own, which can be killed."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tests.walk.stage import SECRET

if TYPE_CHECKING:
    from bot.sandbox.handle import Sandbox

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """`dockerize serve` on one port and one data folder, over all its lives."""

    def __init__(self, sandbox: Sandbox, folder: Path, role: str = "all", **more: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.data = folder / "data"
        self.log = folder / "server.log"
        self._role = role
        self._folder = folder
        folder.mkdir(exist_ok=True)
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DOCKERIZE_GITHUB_APP_ID": str(sandbox.app_id),
            "DOCKERIZE_GITHUB_PRIVATE_KEY_FILE": str(sandbox.private_key),
            "DOCKERIZE_GITHUB_WEBHOOK_SECRET": SECRET,
            "DOCKERIZE_GITHUB_API_URL": sandbox.url,
            "DOCKERIZE_DATA_DIR": str(self.data),
            "DOCKERIZE_HOST": "127.0.0.1",
            "DOCKERIZE_PORT": str(self.port),
            "DOCKERIZE_WRITE_PACE_SECONDS": "0",
            **more,
        }
        self._process: subprocess.Popen[bytes] | None = None
        if role != "worker":
            sandbox.set_hook(f"{self.url}/webhook", SECRET)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, file_limit: int = 0) -> None:
        """Returns when the door is open; no file grows over `file_limit`, as if the disk were full then."""
        with self.log.open("ab") as log:
            self._process = self._spawn(log)
        deadline = time.monotonic() + 60
        while not (self.ready() if self._role != "worker" else "serving as worker" in self.log.read_text()):
            assert self._process.poll() is None, self.log.read_text()[-3000:]
            assert time.monotonic() < deadline, self.log.read_text()[-3000:]
            time.sleep(0.05)
        if file_limit:
            resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (file_limit, file_limit))

    def settle(self, deliveries: set[str], seconds: float = 60) -> None:
        """Returns when all of these are done."""
        deadline = time.monotonic() + seconds
        while not deliveries <= {name for name, state in self.states().items() if state == "done"}:
            assert time.monotonic() < deadline, Counter(self.states().values())
            time.sleep(0.2)

    def states(self) -> dict[str, str]:
        """Delivery → state, as the table has them."""
        with contextlib.closing(sqlite3.connect(self.data / "dockerize.db", timeout=30)) as connection:
            return dict(connection.execute("SELECT id, state FROM deliveries").fetchall())

    def _spawn(self, log: IO[bytes]) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "bot.cli", "serve", "--role", self._role]
        return subprocess.Popen(words, stdout=log, stderr=log, env=self._environment, cwd=self._folder)

    def ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:  # noqa: S310  our own address
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def kill(self) -> None:
        """As `kill -9` does: no goodbye."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(timeout=60)

    def end(self) -> None:
        """Whatever became of it, it does not outlive its test."""
        if self._process is not None and self._process.poll() is None:
            self.kill()
