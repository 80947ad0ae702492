"""`make demo` hands a folder's name on as it was typed, whatever is in it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NAMES = (
    "plain",
    "with blanks",
    "$(id)",
    "$(shell touch made)",
    "${HOME}",
    "$HOME $$ $",
    "`touch made`",
    'it\'s "quoted"',
    "a;touch made",
    "--stay",
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A virtual environment that is there already, with a command that only shows what it was given."""
    command = tmp_path / "bin" / "dockerize"
    command.parent.mkdir()
    command.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    command.chmod(0o755)
    (tmp_path / ".base").touch()
    return tmp_path


def make(home: Path, *words: str, **variables: str) -> list[str]:
    argv = ["make", "-C", str(home), "-f", str(ROOT / "Makefile"), "--no-print-directory", f"VENV={home}"]
    done = subprocess.run(
        [*argv, f"--assume-old={home}/.base", "demo", *words],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not (home / "made").exists()
    return done.stdout.splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_is_named_as_it_was_typed(home: Path, name: str) -> None:
    assert make(home, f"REPO={name}") == ["demo", f"--repo={name}"]


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_may_be_named_in_the_environment_too(home: Path, name: str) -> None:
    assert make(home, REPO=name) == ["demo", f"--repo={name}"]


def test_no_folder_is_the_sample_and_staying_is_asked_for(home: Path) -> None:
    assert make(home) == ["demo"]
    assert make(home, "STAY=1") == ["demo", "--stay"]
