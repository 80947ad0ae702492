"""What git would track: asked of git where it knows, and never by running what a stranger's configuration names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.snapshot.listing import Listing, listing
from tests.bot.snapshot.folders import git, write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def names(path: Path) -> list[str]:
    return sorted(listing(str(path), 1000).paths)


def test_in_a_work_tree_git_says_what_it_tracks_or_would(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "*.log\n", "tracked.py": "", "new.py": "", "run.log": "", "kept.log": ""})
    git(tmp_path, "init")
    git(tmp_path, "add", "tracked.py")
    git(tmp_path, "add", "--force", "kept.log")

    assert names(tmp_path) == [".gitignore", "kept.log", "new.py", "tracked.py"]


def test_a_folder_inside_a_work_tree_is_seen_from_there(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "*.log\n", "api/app.py": "", "api/run.log": "", "web/index.html": ""})
    git(tmp_path, "init")

    assert names(tmp_path / "api") == ["app.py"]


def test_a_folder_that_git_ignores_as_a_whole_was_named_on_purpose(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "/out/\n", "out/app.py": ""})
    git(tmp_path, "init")

    assert names(tmp_path / "out") == ["app.py"]


def test_a_broken_work_tree_is_walked(tmp_path: Path) -> None:
    write(tmp_path, {".git": "gitdir: /nowhere/at/all\n", "app.py": ""})

    assert names(tmp_path) == [".git", "app.py"]


def test_without_git_a_work_tree_is_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"app.py": ""})
    git(tmp_path, "init")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert names(tmp_path) == ["app.py"]


def test_names_with_spaces_and_line_ends_arrive_whole(tmp_path: Path) -> None:
    write(tmp_path, {"a b.py": "", "c\nd.py": "", "ü.py": ""})
    git(tmp_path, "init")

    assert names(tmp_path) == ["a b.py", "c\nd.py", "ü.py"]


def test_programs_that_the_configuration_names_are_not_run(tmp_path: Path) -> None:
    folder = write(tmp_path / "app", {"app.py": ""})
    program = write(tmp_path, {"evil": f"#!/bin/sh\ntouch {tmp_path}/canary\n"}) / "evil"
    program.chmod(0o755)
    git(folder, "init")
    git(folder, "config", "core.fsmonitor", str(program))
    git(folder, "config", "core.hooksPath", str(tmp_path))

    assert names(folder) == ["app.py"]
    assert not (tmp_path / "canary").exists()


def test_the_program_would_have_run_otherwise(tmp_path: Path) -> None:
    folder = write(tmp_path / "app", {"app.py": ""})
    program = write(tmp_path, {"evil": f"#!/bin/sh\ntouch {tmp_path}/canary\n"}) / "evil"
    program.chmod(0o755)
    git(folder, "init")
    git(folder, "config", "core.fsmonitor", str(program))

    git(folder, "ls-files", "--others")
    git(folder, "status")

    assert (tmp_path / "canary").exists()


def test_variables_of_git_do_not_point_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = write(tmp_path / "other", {"other.py": ""})
    git(other, "init")
    git(other, "add", ".")
    folder = write(tmp_path / "app", {"app.py": ""})
    git(folder, "init")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))

    assert names(folder) == ["app.py"]


def test_outside_a_work_tree_the_folder_is_walked(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": "", "node_modules/x/index.js": ""})

    assert listing(str(tmp_path), 1000) == Listing(paths=["app.py"], partial=False)
