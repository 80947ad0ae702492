"""`dockerize demo`, as a newcomer runs it: the real server, the real worker, a GitHub on this machine."""

from __future__ import annotations

import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.request
from io import StringIO
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from bot.cli import demo, exits, main
from bot.cli.demo.stage import Stage
from bot.cli.page import Plain
from bot.errors import DockerizeError
from bot.settings import Settings
from bot.types import RunState
from tests.bot.cli.applications import FASTAPI, MADE, write
from tests.bot.cli.demo.test_show import record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.main import App
    from bot.sandbox.handle import Sandbox

WORDS = [sys.executable, "-u", "-m", "bot.cli", "demo"]


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a process sets for itself is put back: signals, logs, and the variables of proxies."""
    monkeypatch.setenv("NO_PROXY", os.environ.get("NO_PROXY", ""))
    monkeypatch.setenv("no_proxy", os.environ.get("no_proxy", ""))
    root = logging.getLogger()
    handlers, level, terminate = root.handlers[:], root.level, signal.getsignal(signal.SIGTERM)
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    signal.signal(signal.SIGTERM, terminate)


def environment(home: Path) -> dict[str, str]:
    """A temporary folder of its own, settings of somebody's production, and proxies that lead nowhere."""
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9")
    theirs = {"DOCKERIZE_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/x", "DOCKERIZE_PORT": "1"}
    return {**os.environ, **proxies, **theirs, "TMPDIR": str(home)}


def test_it_ends_with_a_pull_request_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    code = main(["demo"])

    said = capsys.readouterr().out
    assert code == exits.DONE
    for part in (
        "demo/tea-shop gets the App",
        "202, stored",
        "Pull request #1: ",
        "Time line",
        *MADE,
        "Not yet proven",
    ):
        assert part in said
    requests = re.search(r"GitHub saw (\d+) requests", said)
    assert requests
    assert int(requests[1]) <= 9
    assert "Done: the pull request above was opened" in said
    assert "/demo/tea-shop/pull/1" not in said  # nobody answers there any more
    assert list(tmp_path.iterdir()) == []


def test_your_own_folder_goes_along_without_secrets_and_without_its_hooks(tmp_path: Path) -> None:
    home = write(tmp_path / "home", {})
    source = write(tmp_path / "my shop", {**FASTAPI, ".env": "PASSWORD=canary-of-the-demo\n"})
    subprocess.run(["git", "init", "--quiet", str(source)], check=True)
    hook = source / ".git" / "hooks" / "fsmonitor-watchman"
    for name in ("pre-commit", "post-commit", "post-checkout", "post-index-change", hook.name):
        hook = hook.with_name(name)
        hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/hook-ran\n")
        hook.chmod(0o755)
    subprocess.run(["git", "-C", str(source), "config", "core.fsmonitor", str(hook)], check=True)
    before = sorted(found for found in source.rglob("*") if ".git" not in found.parts)

    done = subprocess.run(
        [*WORDS, "--repo", str(source)], env=environment(home), capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (exits.DONE, "")
    assert "demo/my-shop gets the App" in done.stdout
    assert "left out, because they may hold secrets: .env" in done.stdout
    assert "canary-of-the-demo" not in done.stdout
    assert not (tmp_path / "hook-ran").exists()
    assert sorted(found for found in source.rglob("*") if ".git" not in found.parts) == before
    assert list(home.iterdir()) == []


def test_a_no_shows_its_sentence_and_is_no_success(tmp_path: Path) -> None:
    home = write(tmp_path / "home", {})
    source = write(tmp_path / "poems", {"poem.txt": "roses"})

    done = subprocess.run(
        [*WORDS, "--repo", str(source)], env=environment(home), capture_output=True, text=True, check=False
    )

    assert done.returncode == exits.DECLINED
    assert done.stderr.startswith("dockerize demo: No application")
    assert list(home.iterdir()) == []


def test_staying_serves_until_ctrl_c_and_then_cleans_up(tmp_path: Path) -> None:
    home = write(tmp_path / "home", {})
    process = subprocess.Popen([*WORDS, "--stay"], env=environment(home), stdout=subprocess.PIPE, text=True)
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("  log "):
            break
    places = {
        name: value.strip()
        for name, value in re.findall(r"^  (pull request|repository|metrics) +(.*)$", said, re.MULTILINE)
    }

    seen = [urllib.request.urlopen(places[name]).read().decode() for name in ("pull request", "metrics")]  # noqa: S310
    clone = [*places["repository"].split(), str(tmp_path / "clone"), "--quiet", "--branch", "dockerize/container"]
    subprocess.run(clone, check=True)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)

    assert "Dockerfile" in seen[0]
    assert "deliver" in seen[1]
    assert all((tmp_path / "clone" / name).is_file() for name in MADE)
    assert process.returncode == exits.DONE
    assert list(home.iterdir()) == []


def test_a_folder_that_is_not_there_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--repo", str(tmp_path / "gone")]) == exits.USAGE
    assert "is not a folder that can be read" in capsys.readouterr().err


def test_it_is_said_that_secrets_stay_behind(tmp_path: Path) -> None:
    stream = StringIO()

    demo._announce(Plain(stream), tmp_path, "shop", (3, (".env", "a.pem")))

    assert f"  3 files of {tmp_path}, as one commit\n" in stream.getvalue()
    assert "  left out, because they may hold secrets: .env, a.pem\n" in stream.getvalue()


def played(folder: Path, *, pulls: int = 1, alive: bool = True) -> Stage:
    """A stage on which everything has happened."""
    pull = {
        "number": 1,
        "title": "Add it",
        "body": "Why",
        "files": {"Dockerfile": "FROM a\n"},
        "html_url": "http://x/1",
    }
    github = SimpleNamespace(pulls=lambda *_: [pull] * pulls, journal=list, url="http://x", alive=alive)
    (folder / "log.txt").write_text("it broke here\n")
    return Stage(
        settings=Settings.of(role="web", github_webhook_secret="x", data_dir=folder),
        app=cast("App", SimpleNamespace(port=1)),
        github=cast("Sandbox", github),
        repository="shop",
        log=folder / "log.txt",
    )


@pytest.mark.parametrize(
    ("state", "code", "error"),
    [
        (RunState.DONE, exits.DONE, ""),
        (RunState.DECLINED, exits.DECLINED, "dockerize demo: It is so.\n"),
        (RunState.FAILED, exits.BROKE, "dockerize demo: It is so.\n  its log ends: it broke here\n"),
    ],
)
def test_the_exit_code_says_what_came_of_it(
    tmp_path: Path, state: RunState, code: int, error: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = StringIO()

    assert demo.tell(Plain(stream), played(tmp_path), record(state, url="http://x/1"), None) == code
    assert capsys.readouterr().err == error
    assert ("Done: " in stream.getvalue()) is (state is RunState.DONE)
    assert "http://x/1" not in stream.getvalue()


@pytest.mark.parametrize(("url", "shown"), [("http://x/1", True), ("", False)])
def test_who_stays_is_told_where_everything_is(tmp_path: Path, url: str, shown: bool) -> None:
    stream, waited = StringIO(), list[str]()
    state = RunState.DONE if url else RunState.DECLINED

    demo.tell(Plain(stream), played(tmp_path), record(state, url=url), lambda _: waited.append(stream.getvalue()))

    assert "repository" in waited[0]
    assert "git clone http://x/demo/shop.git" in waited[0]
    assert ("Done: http://x/1" in waited[0]) is shown
    assert ("pull request  http://x/1" in waited[0]) is shown


@pytest.mark.parametrize("pulls", [0, 2])
def test_a_run_that_says_done_without_its_one_pull_request_is_no_success(tmp_path: Path, pulls: int) -> None:
    with pytest.raises(DockerizeError, match=f"GitHub has {pulls} pull requests instead of one"):
        demo.tell(Plain(StringIO()), played(tmp_path, pulls=pulls), record(RunState.DONE), None)


def test_a_signal_ends_the_waiting(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.1)

    demo.until_ctrl_c(played(tmp_path))

    signal.signal(signal.SIGALRM, before)


def test_a_github_that_has_ended_ends_the_waiting_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DockerizeError, match="the GitHub on this machine has ended by itself"):
        demo.until_ctrl_c(played(tmp_path, alive=False))


@pytest.mark.parametrize("seconds", [0.5, 2, 4])
def test_ctrl_c_at_any_time_leaves_nothing_behind(tmp_path: Path, seconds: float) -> None:
    home = write(tmp_path / "home", {})
    process = subprocess.Popen(
        [*WORDS, "--stay"],
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )

    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(seconds)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)

    assert process.returncode in {exits.INTERRUPTED, exits.DONE, -signal.SIGINT}
    assert "Traceback" not in errors
    assert list(home.iterdir()) == []
