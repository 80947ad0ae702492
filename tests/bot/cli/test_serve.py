"""`dockerize serve`: settings that are missing stop it with one sentence; else it serves until it is told to stop."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest

from bot.cli import exits, main, serve
from bot.settings import PREFIX

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_everything_that_is_missing_is_named_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["serve", "--port", "70000"])

    said = capsys.readouterr().err
    assert code == exits.USAGE
    assert said.startswith("dockerize serve: 4 settings are missing or wrong")
    assert "DOCKERIZE_GITHUB_WEBHOOK_SECRET is missing." in said
    assert "DOCKERIZE_PORT is wrong" in said


def test_what_is_said_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKERIZE_GITHUB_WEBHOOK_SECRET", "x")
    monkeypatch.setenv("DOCKERIZE_PORT", "1")
    monkeypatch.setenv("DOCKERIZE_HOST", "127.0.0.1")
    args = Namespace(role="web", host=None, port=2, env_file=None)
    started: list[tuple[str, int, str]] = []

    code = serve.run(args, lambda settings, role: started.append((settings.host, settings.port, role)))

    assert code == exits.DONE
    assert started == [("127.0.0.1", 2, "web")]


def test_a_file_of_settings_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["serve", "--env-file", "nope.env"])

    assert code == exits.USAGE
    assert capsys.readouterr().err == (
        "dockerize serve: nope.env is not a file: --env-file names one with lines of NAME=value.\n"
    )


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    (tmp_path / "web.env").write_text(f"DOCKERIZE_GITHUB_WEBHOOK_SECRET=x\nDOCKERIZE_DATA_DIR={tmp_path}/data\n")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        words = ["serve", "--role", "web", "--host", "127.0.0.1", "--port", str(port), "--env-file", "web.env"]
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", *words], cwd=tmp_path, capture_output=True, text=True, check=False
        )

    assert done.returncode == exits.BROKE
    assert done.stderr.splitlines()[-1].startswith(f"dockerize serve: 127.0.0.1:{port} cannot be listened on")
    assert "Traceback" not in done.stderr


def test_a_door_opens_and_closes(tmp_path: Path) -> None:
    (tmp_path / "web.env").write_text(f"DOCKERIZE_GITHUB_WEBHOOK_SECRET=x\nDOCKERIZE_DATA_DIR={tmp_path}/data\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["serve", "--role", "web", "--host", "127.0.0.1", "--port", str(port), "--env-file", "web.env"]
    server = subprocess.Popen([sys.executable, "-m", "bot.cli", *words], cwd=tmp_path, stderr=subprocess.PIPE)

    alive = _wait(port, server)
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=30)

    assert alive == 200
    assert server.returncode == exits.DONE


def _wait(port: int, server: subprocess.Popen[bytes]) -> int:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError(f"it never served (exit code {server.poll()})")
