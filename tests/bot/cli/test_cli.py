"""The command line finds its command, and says what broke without a traceback."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.cli import COMMANDS, exits, main
from tests.bot.cli.applications import FASTAPI, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_and_its_exit_codes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])

    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert said.startswith(f"usage: dockerize {name}")
    for (command, code), meaning in exits.MEANING.items():
        if command == name:
            assert f"  {code}  {meaning}" in said


@pytest.mark.parametrize(("words", "expected"), [([], 2), (["-h"], 0), (["--help"], 0), (["genrate"], 2)])
def test_help_lists_every_command(words: list[str], expected: int, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(words)

    out, err = capsys.readouterr()
    assert code == expected
    assert all(f"  {name} " in out + err for name in COMMANDS)
    assert bool(out) is (expected == 0)
    assert ("there is no command 'genrate'" in err) is (words == ["genrate"])


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("dockerize 0.")


def test_an_argument_that_does_not_fit_is_bad_usage() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["generate", "--no-such-thing"])

    assert ended.value.code == exits.USAGE


def test_the_words_of_the_process_are_taken_when_none_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["dockerize", "--version"])

    assert main() == 0


def test_a_process_of_one_short_command_looks_for_no_garbage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["dockerize", "generate", str(write(tmp_path / "app", FASTAPI))])
    assert gc.isenabled()

    code, enabled, frozen = main(), gc.isenabled(), gc.get_freeze_count()
    gc.unfreeze()
    gc.enable()

    assert (code, enabled) == (exits.DONE, False)
    assert frozen > 0
    assert "Written to" in capsys.readouterr().out


def test_what_broke_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["generate", str(tmp_path / "gone")])

    assert code == exits.USAGE
    assert capsys.readouterr().err == (
        f"dockerize generate: {tmp_path}/gone is not a folder that can be read: name one that holds an application.\n"
    )


def test_what_the_system_refuses_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "app", FASTAPI)

    code = main(["generate", str(folder), "--output", "/proc/1/nowhere/deep"])

    assert code == exits.BROKE
    assert capsys.readouterr().err.startswith("dockerize generate: ")


def test_ctrl_c_ends_it_without_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.cli.generate.run", interrupted)

    assert main(["generate", str(tmp_path)]) == exits.INTERRUPTED


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    folder = write(tmp_path / "app", FASTAPI)
    reading, writing = os.pipe()
    os.close(reading)

    ended = subprocess.run(
        [sys.executable, "-m", "bot.cli", "generate", str(folder), "--dry-run"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)

    assert (ended.returncode, ended.stderr) == (exits.BROKE, b"")


def test_a_terminal_that_knows_ascii_alone_is_enough(tmp_path: Path) -> None:
    folder = write(tmp_path / "café", FASTAPI)
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    ended = subprocess.run(
        [sys.executable, "-m", "bot.cli", "generate", str(folder)], env=environment, capture_output=True, check=False
    )

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"caf\\xe9" in ended.stdout
