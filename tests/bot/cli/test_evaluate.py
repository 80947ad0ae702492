"""`dockerize eval` from its words to its report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SUITE = """
[[case]]
name = "words"
ecosystem = "none"
files = { "README.md" = "hello" }
expect = { declined = true }

[[case]]
name = "unknown"
ecosystem = "none"
files = { "README.md" = "hello" }
expect = { declined = false }
"""


def test_the_table_and_the_report_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "golden.toml").write_text(SUITE)
    output = tmp_path / "report.json"

    code = main(["eval", "--suites", str(tmp_path), "--output", str(output)])

    assert code == 0
    printed = capsys.readouterr().out
    assert "1 of   2 right" in printed
    assert "wrong: unknown" in printed
    assert json.loads(output.read_text())["wrong"] == {"unknown": {"declined": True}}


def test_without_output_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "golden.toml").write_text(SUITE)

    main(["eval", "--suites", str(tmp_path)])

    assert [path.name for path in tmp_path.iterdir()] == ["golden.toml"]


def test_a_missing_suite_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["eval", "--suites", str(tmp_path)])

    assert code == 2
    assert "--suites" in capsys.readouterr().err
