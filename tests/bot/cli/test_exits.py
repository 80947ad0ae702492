"""Exit codes: distinct, documented, and made in one place."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from bot.cli import COMMANDS, exits
from bot.errors import BadSettings, BadUsage, DatabaseDown, ManifestUnreadable
from bot.types import Decline

DOCS = Path(__file__).resolve().parents[3] / "docs" / "commands.md"


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (BadUsage("x"), exits.USAGE),
        (BadSettings("x"), exits.USAGE),
        (ManifestUnreadable("package.json", 1, "x"), exits.UNREADABLE),
        (DatabaseDown("x"), exits.BROKE),
    ],
)
def test_each_error_has_its_code(problem: BadUsage, code: int) -> None:
    assert exits.of_error(problem) == code


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (Decline.NOTHING_RECOGNISED, exits.NOTHING_RECOGNISED),
        (Decline.POLICY, exits.POLICY),
        (Decline.UNREADABLE, exits.UNREADABLE),
        (Decline.HAS_DOCKERFILE, exits.IN_THE_WAY),
        (Decline.ARCHIVED, exits.BROKE),
    ],
)
def test_each_no_has_its_code(reason: Decline, code: int) -> None:
    assert exits.of_decline(reason) == code


def test_what_the_system_says_names_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    code = exits.of_system(OSError(errno.ENOSPC, "No space left on device", "/srv/Dockerfile"), "generate")
    other = exits.of_system(OSError("odd"), "generate")

    assert code == other == exits.BROKE
    assert capsys.readouterr().err == (
        "dockerize generate: No space left on device (/srv/Dockerfile)\ndockerize generate: odd\n"
    )


def test_a_reader_that_went_away_hears_no_complaint(capfd: pytest.CaptureFixture[str]) -> None:
    code = exits.of_system(BrokenPipeError(), "generate")
    print("nobody reads this", flush=True)

    assert code == exits.BROKE
    assert capfd.readouterr() == ("", "")


def table() -> str:
    """The table of docs/commands.md, from the code."""
    lines = ["| command | exit code | meaning |", "|---|---|---|"]
    lines += [f"| `{command}` | {code} | {meaning} |" for (command, code), meaning in exits.MEANING.items()]
    return "\n".join(lines)


def test_the_documentation_is_what_the_code_says() -> None:
    text = DOCS.read_text(encoding="utf-8")

    assert table() in text, f"docs/commands.md is out of step; it must hold:\n{table()}"
    assert all(f"## dockerize {name}" in text for name in COMMANDS)
