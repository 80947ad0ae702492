"""Files are written all or none, nothing unasked is overwritten, and no link leads out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.cli.writing import in_the_way, write
from bot.types import File, Files

if TYPE_CHECKING:
    from pathlib import Path

MADE = Files(files=(File(path="Dockerfile", text="FROM a\n"), File(path=".github/workflows/x.yml", text="on: push\n")))


def test_files_and_their_folders_are_made(tmp_path: Path) -> None:
    target = str(tmp_path / "new" / "folder")

    assert in_the_way(MADE, target, force=False) == []
    assert write(MADE, target) == ["Dockerfile", ".github/workflows/x.yml"]
    assert (tmp_path / "new/folder/.github/workflows/x.yml").read_text() == "on: push\n"
    assert sorted(found.name for found in (tmp_path / "new" / "folder").iterdir()) == [".github", "Dockerfile"]


def test_what_is_there_already_is_neither_in_the_way_nor_written(tmp_path: Path) -> None:
    write(MADE, str(tmp_path))

    assert in_the_way(MADE, str(tmp_path), force=False) == []
    assert write(MADE, str(tmp_path)) == []


def test_every_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM mine\n")
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / ".github" / "workflows" / "x.yml").symlink_to("nowhere")

    assert in_the_way(MADE, str(tmp_path), force=False) == ["Dockerfile", ".github/workflows/x.yml"]
    assert in_the_way(MADE, str(tmp_path), force=True) == []


def test_a_folder_in_the_way_stays_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").mkdir()

    assert in_the_way(MADE, str(tmp_path), force=True) == ["Dockerfile (a folder)"]


def test_a_link_on_the_way_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / ".github").symlink_to(tmp_path / "outside")

    assert in_the_way(MADE, str(tmp_path / "app"), force=True) == [".github (a symbolic link)"]


def test_force_replaces_a_link_and_not_what_it_points_at(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "Dockerfile").symlink_to("precious")

    write(MADE, str(tmp_path))

    assert (tmp_path / "precious").read_text() == "mine"
    assert (tmp_path / "Dockerfile").read_text() == "FROM a\n"
    assert not (tmp_path / "Dockerfile").is_symlink()


def test_a_failure_leaves_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM mine\n")
    (tmp_path / ".github").write_text("a file where a folder should be")

    with pytest.raises(OSError, match=r"\.github"):
        write(MADE, str(tmp_path))

    assert (tmp_path / "Dockerfile").read_text() == "FROM mine\n"
    assert sorted(found.name for found in tmp_path.iterdir()) == [".github", "Dockerfile"]
