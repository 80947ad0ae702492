"""The walk agrees with git about what is ignored."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bot.snapshot.listing import listing
from bot.snapshot.walk import walk
from tests.bot.snapshot.folders import git, write

if TYPE_CHECKING:
    from pathlib import Path

IGNORES = [
    {".gitignore": "*.log\n!keep.log\n"},
    {".gitignore": "/build\nout/\n**/tmp/**\n"},
    {".gitignore": "*\n!*/\n!*.py\n"},
    {".gitignore": "# nothing\n\n\\#odd\n", "a/.gitignore": "b.py\n"},
    {".gitignore": "*.py\n", "a/.gitignore": "!b.py\n"},
    {".gitignore": "a/*\n!a/b.py\n"},
    {".gitignore": "a/\n", "a/.gitignore": "!b.py\n"},
    {"a/.gitignore": "/c\n*.log\n"},
    {".gitignore": "A.py\n"},
    {},
]
FILES = (
    "a.py",
    "a/b.py",
    "a/c/d.py",
    "a/x.log",
    "keep.log",
    "run.log",
    "build/x.py",
    "out/y.py",
    "b/build/z.py",
    "b/tmp/t.py",
    "#odd",
)


@pytest.mark.parametrize("ignores", IGNORES)
def test_what_git_ignores_is_ignored(tmp_path: Path, ignores: dict[str, str]) -> None:
    write(tmp_path, {**dict.fromkeys(FILES, "x"), **ignores})

    walked = walk(str(tmp_path), 1000)[0]

    git(tmp_path, "init")
    assert sorted(walked) == sorted(listing(str(tmp_path), 1000).paths)


def test_folders_of_dependencies_are_not_entered(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": "", ".venv/x.py": "", "web/node_modules/x/i.js": "", "__pycache__/app.pyc": ""})

    assert walk(str(tmp_path), 1000) == (["app.py"], False)


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path, {"a/app.py": ""})
    (tmp_path / "a" / "up").symlink_to("..")

    assert sorted(walk(str(tmp_path), 1000)[0]) == ["a/app.py", "a/up"]


def test_it_stops_when_there_are_enough(tmp_path: Path) -> None:
    write(tmp_path, {f"{n}/app.py": "" for n in range(50)})

    assert len(walk(str(tmp_path), 10)[0]) == 10


def test_a_folder_that_vanished_makes_it_partial(tmp_path: Path) -> None:
    assert walk(str(tmp_path / "gone"), 10) == ([], True)


def test_an_ignore_file_that_cannot_be_read_ignores_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": ""})
    (tmp_path / ".gitignore").symlink_to("nowhere")

    assert sorted(walk(str(tmp_path), 10)[0]) == [".gitignore", "app.py"]


def test_an_ignore_file_that_is_not_utf_8_still_ignores(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_bytes(b"caf\xe9\n*.log\n")
    write(tmp_path, {"run.log": ""})
    (tmp_path / os.fsdecode(b"caf\xe9")).write_text("")

    assert walk(str(tmp_path), 10)[0] == [".gitignore"]
