"""hadolint is asked, and its silence is never taken for praise."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bot.findings import hadolint, quality
from bot.types import Severity
from tests.bot.findings.dockerfiles import GOOD, GOOD_ONES

if TYPE_CHECKING:
    from pathlib import Path


def program(folder: Path, body: str) -> Path:
    """A program that stands in for hadolint."""
    path = folder / "hadolint"
    path.write_text(f"#!{sys.executable}\nimport sys\nsys.stdin.read()\n{body}\n")
    path.chmod(0o755)
    return path


def test_hadolint_finds_what_could_be_better() -> None:
    found = quality("FROM debian:trixie-slim\nWORKDIR app\nMAINTAINER me\nRUN cd /x\nRUN echo $x\n", "a/Dockerfile")

    codes = {one.rule: one for one in found}
    assert codes["DL3000"].severity is Severity.ERROR
    assert codes["DL3000"].line == 2
    assert codes["DL3000"].path == "a/Dockerfile"
    assert codes["DL3000"].instead == "https://github.com/hadolint/hadolint/wiki/DL3000"
    assert codes["DL3003"].severity is Severity.WARNING
    assert codes["SC2086"].severity is Severity.INFO
    assert codes["SC2086"].instead == "https://www.shellcheck.net/wiki/SC2086"


@pytest.mark.parametrize("name", GOOD_ONES)
def test_good_dockerfiles_have_no_error_and_pins_of_the_distribution_are_no_warning(name: str) -> None:
    found = quality(GOOD_ONES[name], "Dockerfile")

    assert Severity.ERROR not in {one.severity for one in found}
    assert {one.severity for one in found if one.rule == "DL3008"} <= {Severity.INFO}


def test_what_a_rule_of_the_policy_says_is_not_said_twice() -> None:
    text = "FROM node\nENV API_TOKEN=x\nADD a b\nUSER root\nCMD npm start\n"

    assert [one.rule for one in quality(text, "Dockerfile")] == []


@pytest.mark.parametrize("text", ["FROM a\nNONSENSE x\n", "FROM a b\n", "FROM a:1\nCOPY x\n"])
def test_a_file_that_nobody_can_parse_is_an_error(text: str) -> None:
    (found,) = quality(text, "Dockerfile")

    assert (found.rule, found.severity) == ("DL1000", Severity.ERROR)


def test_what_docker_reads_and_hadolint_does_not_is_a_remark_of_one_line() -> None:
    (found,) = quality("FROM python:3.13-slim\nRUN <<EOF\necho hi\nEOF\nUSER 1000\n", "Dockerfile")

    assert (found.rule, found.severity, found.line) == ("DL1000", Severity.INFO, 5)
    assert "Docker's own parser can: the quality of the file was not looked at" in found.message
    assert "\n" not in found.message


def test_a_hadolint_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    (found,) = quality(GOOD, "Dockerfile", tmp_path / "nothing")

    assert (found.rule, found.severity) == ("hadolint", Severity.INFO)
    assert "did not run" in found.message


def test_a_hadolint_that_is_not_installed_is_a_finding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))

    (found,) = quality(GOOD, "Dockerfile")

    assert found.message.startswith("hadolint is not installed")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("sys.exit('oh no')", "hadolint failed: oh no"),
        ("print('oh no')", "something else"),
        ("print('[{}]')", "something else"),
        ("print('[1]')", "something else"),
    ],
)
def test_a_hadolint_that_fails_is_a_finding(tmp_path: Path, body: str, message: str) -> None:
    (found,) = quality(GOOD, "Dockerfile", program(tmp_path, body))

    assert (found.rule, found.severity) == ("hadolint", Severity.INFO)
    assert message in found.message


def test_a_hadolint_that_never_ends_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hadolint, "SECONDS", 0.2)

    (found,) = quality(GOOD, "Dockerfile", program(tmp_path, "import time; time.sleep(60)"))

    assert "timed out" in found.message


def test_the_environment_and_the_folder_tell_hadolint_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".hadolint.yaml").write_text("ignored: [DL3000]\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HADOLINT_IGNORE", "DL3000")

    found = quality("FROM debian:trixie-slim\nWORKDIR app\n", "Dockerfile")

    assert "DL3000" in {one.rule for one in found}
