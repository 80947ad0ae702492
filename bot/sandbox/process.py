"""The process of a sandbox: how it is started, asked over its socket, and ended; the standard library alone."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

from bot.sandbox.launch import launch

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE = 60  # seconds for one control call


class SandboxFailed(Exception):
    """The sandbox did not start, or refused what was asked of it."""


class SandboxProcess:
    """Made by `start`; a context manager."""

    def __init__(self, process: subprocess.Popen[bytes], where: Mapping[str, Any]) -> None:
        self._process = process
        self.url = str(where["url"])
        self.app_id = int(where["app_id"])
        self.private_key = Path(where["private_key"])

    @classmethod
    def start(
        cls, data: Path, *, latency_ms: float = 0, port: int = 0, module: str = "bot.sandbox", cwd: Path | None = None
    ) -> Self:
        """Starts the process and returns when it serves; raises SandboxFailed with what it said instead."""
        words = [sys.executable, "-m", module, "--data", str(data), "--port", str(port)]
        words += ["--latency-ms", str(latency_ms), "--while-stdin"]
        process, line = launch(words, cwd)
        if not line:
            raise SandboxFailed(f"the sandbox did not start (exit code {process.returncode})")
        return cls(process, json.loads(line))

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def stop(self, patience: float = 5) -> None:
        """Ends the process, by force after `patience` seconds; a second time does nothing."""
        if self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _do(self, method: str, path: str, /, **body: object) -> Any:
        """What the sandbox answered; raises SandboxFailed where it refused."""
        connection = http.client.HTTPConnection(self.url.partition("://")[2], timeout=PATIENCE)
        try:
            data = json.dumps(body) if method != "GET" else None
            connection.request(
                method, quote("/_sandbox" + path, safe="/?=&"), data, {"Content-Type": "application/json"}
            )
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        if answer.status != 200:
            raise SandboxFailed(f"{method} {path}: {answer.status} {text.decode(errors='replace')[:500]}")
        return json.loads(text)
