"""The command: what it makes and says, and git over HTTP, all in this process."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import __main__ as command
from bot.sandbox.world import utc_now

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.sandbox.rig import Rig, Shop


class Standard:
    """A standard input that ends when the test wants it; what is written to it before means nothing."""

    def __init__(self) -> None:
        self._reading, self._writing = os.pipe()

    def fileno(self) -> int:
        return self._reading

    def end(self) -> None:
        os.write(self._writing, b"a word\n")
        os.close(self._writing)


def test_it_serves_says_where_and_ends_with_its_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    standard = Standard()
    monkeypatch.setattr(sys, "stdin", standard)
    wrapped: list[object] = []

    def wrap(app: Any) -> Any:
        wrapped.append(app)
        standard.end()
        return app

    command.main(["--data", str(tmp_path / "new"), "--while-stdin"], wrap)

    where = json.loads(capsys.readouterr().out)
    assert where["url"].startswith("http://127.0.0.1:")
    assert (tmp_path / "new" / "app.pem").read_text().startswith("-----BEGIN RSA PRIVATE KEY-----")
    assert where["private_key"] == str(tmp_path / "new" / "app.pem")
    assert len(wrapped) == 1


def test_it_serves_until_it_is_told_to_end(tmp_path: Path) -> None:
    ended = threading.Event()

    def tell() -> None:
        while not ended.wait(0.1):
            os.kill(os.getpid(), signal.SIGTERM)

    former = signal.signal(signal.SIGTERM, lambda *_: None)
    teller = threading.Thread(target=tell)
    teller.start()
    try:
        command.main(["--data", str(tmp_path)])
    finally:
        ended.set()
        teller.join()
        signal.signal(signal.SIGTERM, former)

    assert (tmp_path / "app.pem").exists()


def test_ctrl_c_ends_it_without_a_traceback(tmp_path: Path) -> None:
    timer = threading.Timer(1.0, lambda: os.kill(os.getpid(), signal.SIGINT))
    timer.start()

    command.main(["--data", str(tmp_path)], lambda app: app)

    timer.join()
    assert (tmp_path / "app.pem").exists()


def test_a_taken_port_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        command.main(["--data", str(tmp_path), "--port", str(taken.getsockname()[1])])


def test_the_world_it_makes_has_what_was_asked_for(tmp_path: Path) -> None:
    asked = command.arguments(
        ["--data", str(tmp_path), "--latency-ms", "50", "--hook-url", "http://x", "--hook-secret", "s"]
    )

    world = command.make_world(asked)

    assert (world.latency, world.hook_url, world.hook_secret) == (0.05, "http://x", "s")
    assert world.public_key.startswith(b"-----BEGIN PUBLIC KEY-----")
    assert utc_now().microsecond == 0


def test_git_is_served_for_reading_alone(rig: Rig, shop: Shop) -> None:
    def asked(path: str) -> tuple[int, bytes]:
        answer = rig.call("GET", path)
        return answer.status_code, answer.content

    status, refs = asked("/octo/shop.git/info/refs?service=git-upload-pack")

    assert (status, b"refs/heads/main" in refs) == (200, True)
    assert asked("/octo/shop.git/info/refs?service=git-receive-pack")[0] == 404
    assert asked("/octo/shop.git/HEAD")[0] == 404
    assert asked("/octo/none.git/info/refs?service=git-upload-pack")[0] == 404
    assert shop.call("GET", "").status_code == 200
