"""The docker command as a process: what it prints, how long it may take, and what is said when it is not there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from bot.errors import DockerMissing
from bot.proof.docker import Docker

if TYPE_CHECKING:
    from pathlib import Path


def playing(code: str) -> Docker:
    """A docker command that is a few lines of Python, which find its words in `sys.argv`."""
    command = (sys.executable, "-c", f"import os, sys, time, subprocess\n{code}")
    return Docker(command, command)


def test_a_command_ends_with_its_code_and_both_streams() -> None:
    ran = playing("print(*sys.argv[1:]); print('no', file=sys.stderr); sys.exit(3)").run("ps", "a b", "$(id)")

    assert (ran.code, ran.out, ran.err, ran.over) == (3, "ps a b $(id)\n", "no\n", False)


def test_a_command_that_hangs_is_ended() -> None:
    ran = playing("time.sleep(60)").run("ps", seconds=0.2)

    assert ran.over
    assert ran.err == "docker ps took longer than 0 s"


def test_every_line_of_a_build_is_told_at_once_and_by_buildkit() -> None:
    code = "print(os.environ['DOCKER_BUILDKIT'], os.environ['BUILDKIT_PROGRESS'], sys.argv[1:])"
    lines: list[str] = []

    ran = playing(f"{code}; print('\\udcff', file=sys.stderr); sys.exit(1)").build(".", seconds=60, each=lines.append)

    assert (ran.code, ran.over) == (1, False)
    assert lines[0] == "1 plain ['.']"
    assert ran.out.split("\n") == lines


def alive(word: str) -> bool:
    shown = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return word in shown


def test_a_build_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    word = f"sleep-of-{tmp_path.name}-{os.getpid()}"
    child = f"subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)', '{word}'])"
    began = time.monotonic()

    ran = playing(f"print('started', flush=True); {child}").build(seconds=1, each=lambda _: None)

    assert ran.over
    assert ran.out == "started"
    assert time.monotonic() - began < 30
    assert not alive(word)


def test_a_build_is_ended_when_somebody_interrupts(tmp_path: Path) -> None:
    word = f"build-of-{tmp_path.name}-{os.getpid()}"

    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        playing("print('started', flush=True); time.sleep(60)").build(word, seconds=60, each=interrupt)

    assert not alive(word)


def test_a_build_that_has_ended_when_it_is_to_be_ended_is_no_problem() -> None:
    def interrupt(_: str) -> None:
        time.sleep(0.5)  # the process is gone by now, though not yet waited for
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        playing("print('done')").build(seconds=60, each=interrupt)


@pytest.mark.parametrize("method", ["run", "build", "check"])
def test_a_command_that_is_not_there_is_said(method: str) -> None:
    docker = Docker(("no-such-docker",), ("no-such-docker", "build"))
    calls = {
        "run": lambda: docker.run("ps"),
        "build": lambda: docker.build(".", seconds=1, each=print),
        "check": docker.check,
    }

    with pytest.raises(DockerMissing, match="There is no no-such-docker on PATH: install Docker"):
        calls[method]()


def test_an_engine_that_does_not_answer_is_said_in_its_own_words() -> None:
    with pytest.raises(DockerMissing, match=r"No Docker engine answers \(Cannot connect to the daemon\.\): start one"):
        playing("print('Cannot connect\\nto the daemon.', file=sys.stderr); sys.exit(1)").check()


def test_an_engine_that_does_not_answer_and_says_nothing() -> None:
    with pytest.raises(DockerMissing, match="it did not say why"):
        playing("sys.exit(1)").check()


def test_an_engine_that_answers_is_fine() -> None:
    playing("print('28.5')").check()
