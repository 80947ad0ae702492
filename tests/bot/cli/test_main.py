"""`python -m bot.cli` is the command."""

from __future__ import annotations

import runpy
import sys

import pytest


def test_the_package_runs_as_a_program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["dockerize", "--version"])

    with pytest.raises(SystemExit) as ended:
        runpy.run_module("bot.cli.__main__", run_name="__main__")

    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("dockerize ")


def test_its_import_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_module("bot.cli.__main__", run_name="imported")

    assert capsys.readouterr().out == ""
