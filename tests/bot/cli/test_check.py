"""`dockerize check`, on the Dockerfiles that are there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.cli import check, exits, main
from bot.types import Finding, Severity
from tests.bot.cli.applications import FASTAPI, write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

BAD = "FROM python\nADD https://example.com/x.tar /x\nRUN apt-get install curl\nCMD python main.py\n"


def test_what_is_wrong_is_named_with_line_rule_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "app", {"Dockerfile": BAD})

    code = main(["check", str(folder)])

    said = capsys.readouterr().out
    assert code == exits.BROKE
    assert "Dockerfile:1  error  latest-tag" in said
    assert "\n\n\n" not in said
    assert "  Instead: " in said
    assert "of severity error" in said.splitlines()[-1]


def test_a_dockerfile_of_ours_is_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "app", FASTAPI)
    main(["generate", str(folder)])
    capsys.readouterr()

    code = main(["check", str(folder)])

    assert code == exits.DONE
    assert capsys.readouterr().out == "\nDockerfile: nothing to complain about\n"


def test_one_file_is_checked_whatever_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, {"image.txt": BAD})

    code = main(["check", str(folder / "image.txt"), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert code == exits.BROKE
    assert answer["files"] == [str(folder / "image.txt")]
    assert {"rule", "severity", "path", "line", "message", "instead"} == answer["findings"][0].keys()
    severities = [finding["severity"] for finding in answer["findings"]]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)


def test_every_dockerfile_of_a_folder_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("Dockerfile", "api/Dockerfile", "web.Dockerfile", "Dockerfile.dev")
    folder = write(tmp_path / "app", {**dict.fromkeys(names, BAD), "Dockerfile.dockerignore": "*"})

    main(["check", str(folder), "--json"])

    assert sorted(json.loads(capsys.readouterr().out)["files"]) == sorted(names)


def test_many_files_are_counted_at_the_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "app", {f"{name}/Dockerfile": BAD for name in "abcd"})

    main(["check", str(folder)])

    assert capsys.readouterr().out.splitlines()[-1].startswith("4 Dockerfiles: ")


def test_a_message_of_many_lines_is_shown_on_one(capsys: pytest.CaptureFixture[str]) -> None:
    finding = Finding(
        rule="r", severity=Severity.ERROR, path="x", line=1, message="expecting 'a'\n  or 'b'", instead="Say\nwhat."
    )

    check._show(["x"], [finding])

    assert capsys.readouterr().out == (
        "\nx:1  error  r\n  expecting 'a' or 'b'\n  Instead: Say what.\n\nx: 1 of severity error\n"
    )


def test_no_dockerfile_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", str(tmp_path)])

    assert code == exits.USAGE
    assert "there is no Dockerfile in" in capsys.readouterr().err


def test_a_binary_is_no_dockerfile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "Dockerfile").write_bytes(b"\x7fELF\0")

    code = main(["check", str(tmp_path)])

    assert code == exits.USAGE
    assert "Dockerfile is binary: name a Dockerfile that is text." in capsys.readouterr().err


def test_a_link_is_not_followed_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").symlink_to("/etc/passwd")

    assert main(["check", str(tmp_path)]) == exits.USAGE


def test_a_file_that_does_not_parse_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, {"Dockerfile": "hello world\n"})

    code = main(["check", str(folder)])

    assert code == exits.BROKE
    assert "unparsable-dockerfile" in capsys.readouterr().out
