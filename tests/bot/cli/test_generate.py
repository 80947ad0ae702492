"""`dockerize generate`, as a person uses it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli import exits, main
from tests.bot.cli.applications import FASTAPI, MADE, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def app(tmp_path: Path) -> Path:
    return write(tmp_path / "shop", FASTAPI)


def data(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_files_appear_in_place_and_the_decisions_are_told(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["generate", str(app)])

    said = capsys.readouterr().out
    assert code == exits.DONE
    assert all((app / name).is_file() for name in MADE)
    assert "main.py:3" in said
    assert f"docker build -t shop {app}" in said
    assert "docker run --rm -p 8080:8080 shop" in said


def test_the_folder_is_this_one_unless_another_is_named(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(app)

    assert main(["generate"]) == exits.DONE
    assert (app / "Dockerfile").is_file()


def test_a_second_time_changes_nothing(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["generate", str(app)])
    before = {name: (app / name).stat().st_mtime_ns for name in MADE}
    capsys.readouterr()

    code = main(["generate", str(app)])

    assert code == exits.DONE
    assert {name: (app / name).stat().st_mtime_ns for name in MADE} == before
    assert "has these files already" in capsys.readouterr().out


def test_output_goes_elsewhere_and_leaves_the_folder_alone(app: Path, tmp_path: Path) -> None:
    before = sorted(app.iterdir())

    code = main(["generate", str(app), "--output", str(tmp_path / "made")])

    assert code == exits.DONE
    assert sorted(app.iterdir()) == before
    assert all((tmp_path / "made" / name).is_file() for name in MADE)


def test_output_elsewhere_is_built_from_where_the_code_is(
    app: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "made"

    main(["generate", str(app), "--output", str(made)])

    said = capsys.readouterr().out
    assert f"  docker build -t shop -f {made}/Dockerfile {app}\n" in said
    assert f"  .dockerignore does not apply to that build: copy the files to {app}, or rename" in said


def test_output_that_is_the_folder_itself_is_in_place(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["generate", str(app), "--output", f"{app}/../shop"])

    assert "does not apply" not in capsys.readouterr().out


def test_output_into_a_file_is_bad_usage(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["generate", str(app), "--output", str(app / "main.py")])

    assert code == exits.USAGE
    assert "main.py is not a folder: name another one" in capsys.readouterr().err


def test_nothing_is_overwritten_unasked(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(app, {".github/workflows/dockerize.yml": "mine\n"})

    code = main(["generate", str(app)])

    assert code == exits.IN_THE_WAY
    assert "in the way in" in capsys.readouterr().err
    assert not (app / "Dockerfile").exists()


def test_a_dockerfile_is_left_alone_and_what_could_be_better_is_said(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(app, {"Dockerfile": "FROM mine\n"})

    code = main(["generate", str(app)])

    said = capsys.readouterr().err
    assert code == exits.IN_THE_WAY
    assert "Dockerfile is there already and is left alone. The policy objects to" in said
    assert "Dockerfile:1 " in said
    assert (app / "Dockerfile").read_text() == "FROM mine\n"
    assert not (app / ".dockerignore").exists()


def test_improve_replaces_a_dockerfile_and_nothing_else(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(app, {"Dockerfile": "FROM python:3.12\nEXPOSE 5000\n"})

    code = main(["generate", str(app), "--improve", "--json"])

    answer = data(capsys)
    assert code == exits.DONE
    assert {finding["path"] for finding in answer["replaced"]} == {"Dockerfile"}
    assert answer["services"][0]["port"] == 5000
    assert "EXPOSE 5000" in (app / "Dockerfile").read_text()


def test_improve_leaves_other_files_in_the_way(app: Path) -> None:
    write(app, {"Dockerfile": "FROM mine\n", ".github/workflows/dockerize.yml": "mine\n"})

    assert main(["generate", str(app), "--improve"]) == exits.IN_THE_WAY
    assert (app / "Dockerfile").read_text() == "FROM mine\n"


def test_force_overwrites(app: Path) -> None:
    write(app, {"Dockerfile": "FROM mine\n"})

    assert main(["generate", str(app), "--force"]) == exits.DONE
    assert "FROM mine" not in (app / "Dockerfile").read_text()


def test_a_link_is_in_the_way_whatever_is_said(app: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (app / ".github").symlink_to(tmp_path)

    code = main(["generate", str(app), "--force", "--json"])

    answer = data(capsys)
    assert code == exits.IN_THE_WAY
    assert answer["outcome"] == "in the way"
    assert answer["paths"] == [".github (a symbolic link)"]
    assert answer["sentence"].endswith("Move them away, or write elsewhere with --output.")


def test_json_holds_everything(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["generate", str(app), "--json"])

    answer = data(capsys)
    assert code == exits.DONE
    assert answer["outcome"] == "done"
    assert answer["written"] == [file["path"] for file in answer["files"]] == list(MADE)
    assert answer["files"][0]["text"] == (app / "Dockerfile").read_text()
    assert answer["services"][0]["port"] == 8080
    assert answer["adviser"] == "rules"
    entry = next(decision for decision in answer["decisions"] if decision["topic"] == "entry point")
    assert entry["value"][0] == "main:service"
    assert entry["evidence"][0]["path"] == "main.py"
    assert entry["evidence"][0]["text"] in FASTAPI["main.py"]


def test_a_dry_run_shows_the_files_and_writes_none(app: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(app, {"Dockerfile": "FROM mine\n"})

    code = main(["generate", str(app), "--dry-run"])

    said = capsys.readouterr().out
    assert code == exits.DONE
    assert "    FROM python:" in said
    assert (app / "Dockerfile").read_text() == "FROM mine\n"


def test_a_folder_without_an_application_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "poems", {"poem.txt": "roses"})

    code = main(["generate", str(folder)])

    assert code == exits.NOTHING_RECOGNISED
    assert capsys.readouterr().err.startswith("dockerize generate: No application")


def test_a_folder_without_an_application_is_said_to_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "poems", {"poem.txt": "roses"})

    code = main(["generate", str(folder), "--json"])

    assert code == exits.NOTHING_RECOGNISED
    assert data(capsys)["outcome"] == "nothing recognised"


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_with_a_no_it_is_said_what_was_not_read(
    tmp_path: Path, flags: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "requirements.txt").write_bytes(b"caf\xe9\n")

    code = main(["generate", str(tmp_path), *flags])

    out, err = capsys.readouterr()
    remark = "requirements.txt is not UTF-8."
    assert code == exits.NOTHING_RECOGNISED
    assert json.loads(out)["remarks"] == [remark] if flags else err.endswith(f"\n  not read: {remark}\n")


def test_a_manifest_that_does_not_parse_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "shop", {"package.json": '{"name": \n oops', "index.js": ""})

    code = main(["generate", str(folder)])

    assert code == exits.UNREADABLE
    assert "package.json:2" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("head", "branch"),
    [
        ("ref: refs/remotes/origin/trunk\n", "trunk"),
        ("ref: refs/heads/odd\n", "main"),
        ("ref: refs/remotes/origin/", "main"),
        ("0123456789\n", "main"),
        ("\udcff", "main"),
        (None, "main"),
    ],
)
def test_the_workflow_publishes_from_the_branch_that_the_clone_knows(app: Path, head: str | None, branch: str) -> None:
    if head is not None:
        file = app / ".git" / "refs" / "remotes" / "origin" / "HEAD"
        file.parent.mkdir(parents=True)
        file.write_bytes(os.fsencode(head))

    main(["generate", str(app)])

    assert f'branches: ["{branch}"]' in (app / MADE[2]).read_text()


def test_below_a_repository_it_is_said_where_workflows_belong(
    app: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generate", str(app)])
    assert "move .github there" not in capsys.readouterr().out
    (tmp_path / ".git").mkdir()

    main(["generate", str(app)])

    assert "move .github there" in capsys.readouterr().out


def test_the_branch_can_be_named(app: Path) -> None:
    main(["generate", str(app), "--base", "release"])

    assert 'branches: ["release"]' in (app / MADE[2]).read_text()
