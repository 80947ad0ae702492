"""The composition root: each role brings what it needs and nothing else, starts, and ends when it is told."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bot import main
from bot.errors import BadSettings, DatabaseDown
from bot.settings import Settings
from bot.types import Decline, Declined
from bot.worker import Failed

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def key() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    encoding, shape = serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL
    return made.private_bytes(encoding, shape, serialization.NoEncryption()).decode()


def settings(folder: Path, key: str, **more: Any) -> Settings:
    given: dict[str, Any] = {
        "github_app_id": 1,
        "github_private_key": key,
        "github_webhook_secret": "secret",
        "data_dir": folder,
        "host": "127.0.0.1",
        "port": 0,
    }
    return Settings.of(**given | more)


def ready(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10) as answer:
        return int(answer.status)


@pytest.mark.parametrize("role", ["web", "all"])
def test_a_door_is_open_on_a_free_port(tmp_path: Path, key: str, role: Any) -> None:
    with main.running(settings(tmp_path, key), role) as app:
        assert ready(app.port) == 200


def test_a_worker_listens_on_nothing_and_ends_when_told(tmp_path: Path, key: str) -> None:
    with main.running(settings(tmp_path, key), "worker") as app:
        assert (app.role, app.port) == ("worker", 0)


def test_the_log_of_a_start_names_no_parts_of_a_library(
    tmp_path: Path, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"), main.running(settings(tmp_path, key), "worker"):
        logging.getLogger("alembic.runtime.plugins").info("setup plugin alembic.autogenerate")

    assert "alembic.runtime.migration" in {record.name for record in caplog.records}
    assert "setup plugin" not in caplog.text


def test_the_role_of_the_settings_is_the_default(tmp_path: Path, key: str) -> None:
    assert main.App(settings(tmp_path, key, role="web")).role == "web"


def test_stopping_what_does_not_run_does_nothing(tmp_path: Path, key: str) -> None:
    main.App(settings(tmp_path, key)).stop()


def test_stopped_before_it_began_it_ends_at_once(tmp_path: Path, key: str) -> None:
    app, told = main.App(settings(tmp_path, key), "web"), list[str]()
    app.stop()

    asyncio.run(app.run(lambda: told.append("it serves")))

    assert told == []


def test_stopped_while_it_waits_for_a_database_it_ends(tmp_path: Path, key: str) -> None:
    (tmp_path / "dockerize.db").mkdir()
    app = main.App(settings(tmp_path, key), "worker")
    threading.Timer(0.5, app.stop).start()
    began = time.monotonic()

    asyncio.run(app.run())

    assert time.monotonic() - began < 10


def test_stopped_when_its_loop_has_closed_it_has_ended(tmp_path: Path, key: str) -> None:
    app, loop = main.App(settings(tmp_path, key)), asyncio.new_event_loop()
    loop.close()
    app._end = (loop, asyncio.Event())

    app.stop()


@contextlib.contextmanager
def ctrl_c_after(seconds: float) -> Iterator[None]:
    """What Ctrl-C does, as the work of an alarm."""
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.signal(signal.SIGALRM, before)


def test_ctrl_c_while_it_starts_ends_its_thread(tmp_path: Path, key: str) -> None:
    (tmp_path / "dockerize.db").mkdir()  # so that it never comes up

    with ctrl_c_after(0.5), pytest.raises(KeyboardInterrupt), main.running(settings(tmp_path, key), "web"):
        raise AssertionError("it serves")

    assert "dockerize" not in {thread.name for thread in threading.enumerate()}


def test_ctrl_c_while_it_ends_waits_for_its_thread() -> None:
    ended = threading.Event()
    timer = threading.Timer(1, ended.set)
    timer.start()

    with ctrl_c_after(0.2), pytest.raises(KeyboardInterrupt):
        main._wait(ended)

    assert ended.is_set()
    timer.join()


def test_what_keeps_the_app_from_starting_is_raised(tmp_path: Path, key: str) -> None:
    given = settings(tmp_path, key)

    with main.running(given, "worker"), pytest.raises(BadSettings, match="Another worker"), main.running(given):
        raise AssertionError("a second worker started")


def test_a_database_that_does_not_come_up_is_waited_for_and_then_named(tmp_path: Path, key: str) -> None:
    (tmp_path / "dockerize.db").mkdir()
    app = main.App(settings(tmp_path, key), "worker", patience=1)
    began = time.monotonic()

    with pytest.raises(DatabaseDown):
        asyncio.run(app.run())

    assert time.monotonic() - began >= 1


def test_a_failure_and_an_outcome_are_worded_for_who_asked() -> None:
    assert main._tell(Failed(sentence="It broke.")).startswith("It did not work: It broke.")
    assert main._tell(Declined(reason=Decline.EMPTY, sentence="It is empty.")).startswith("No new pull request: It is")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("role", ["web", "worker"])
def test_a_signal_ends_the_process_in_peace(tmp_path: Path, key: str, role: str, number: signal.Signals) -> None:
    pem = tmp_path / "app.pem"
    pem.write_text(key)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DOCKERIZE_")},
        "DOCKERIZE_ROLE": role,
        "DOCKERIZE_GITHUB_APP_ID": "1",
        "DOCKERIZE_GITHUB_PRIVATE_KEY_FILE": str(pem),
        "DOCKERIZE_GITHUB_WEBHOOK_SECRET": "secret",
        "DOCKERIZE_DATA_DIR": str(tmp_path / "data"),
        "DOCKERIZE_HOST": "127.0.0.1",
        "DOCKERIZE_PORT": "0",
    }
    words = [sys.executable, "-m", "bot.cli", "serve"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, env=environment, cwd=tmp_path, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        while "serving as" not in line:
            assert line, "it ended before it served"
            line = process.stderr.readline()
        process.send_signal(number)
        process.communicate(timeout=30)

    assert f"serving as {role}" in line
    assert process.returncode == 0


def test_a_door_alone_carries_no_worker_and_no_client(tmp_path: Path) -> None:
    code = """
import sys, threading, time
from bot import main
from bot.settings import Settings
given = Settings.of(role="web", github_webhook_secret="s", data_dir=sys.argv[1], host="127.0.0.1", port=0)
if __name__ == "__main__":
    with main.running(given):
        heavy = ("dbos", "githubkit", "sqlalchemy", "sqlmodel", "alembic", "httpx", "openai", "langchain", "boto3")
        print(*[name for name in heavy if name in sys.modules], sep=",")
"""
    script = tmp_path / "door.py"
    script.write_text(code)
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}

    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "data")],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )

    assert done.stdout == "\n"


def test_serve_runs_until_it_is_told(tmp_path: Path, key: str) -> None:
    ports: list[int] = []

    def started(app: main.App) -> None:
        ports.append(app.port)
        threading.Timer(0.1, app.stop).start()

    main.serve(settings(tmp_path, key), "web", started)

    assert [port > 0 for port in ports] == [True]


def test_serve_says_where_it_serves(tmp_path: Path, key: str, caplog: pytest.LogCaptureFixture) -> None:
    with main.running(settings(tmp_path, key), "web") as app, caplog.at_level("INFO"):
        main._say(app)

    assert f"serving as web on port {app.port}" in caplog.text


def test_a_worker_in_the_main_thread_hears_signals() -> None:
    threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGTERM)).start()

    async def listen() -> None:
        end = asyncio.Event()
        with main._signals(end):
            await end.wait()

    asyncio.run(listen())

    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
