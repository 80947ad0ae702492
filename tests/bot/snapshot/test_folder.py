"""A folder as a source: what git would track, and no way out of it."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import BadUsage
from bot.snapshot import Folder
from bot.snapshot.folder import LARGEST
from bot.types import Tree, Unread
from tests.bot.snapshot.folders import git, write

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path


def drive(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Runs a coroutine that never suspends, without an event loop."""
    with pytest.raises(StopIteration) as done:
        coroutine.send(None)
    return done.value.value


def tree(path: Path, most: int = 1000) -> Tree:
    found: Tree = drive(Folder(path, most).tree())
    return found


def text(path: Path, name: str) -> str | Unread:
    found: str | Unread = drive(Folder(path).texts([name]))[name]
    return found


def test_a_plain_folder_is_listed_with_sizes(tmp_path: Path) -> None:
    write(tmp_path / "shop", {"app.py": "print()", "web/index.html": "<p>"})

    found = tree(tmp_path / "shop")

    assert found == Tree(commit="", sizes={"app.py": 7, "web/index.html": 3})
    assert Folder(tmp_path / "shop").name == "shop"
    assert Folder("/").name == "root"


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="is not a folder"):
        Folder(tmp_path / "gone").tree().send(None)


def test_links_are_in_the_tree_and_never_followed(tmp_path: Path) -> None:
    write(tmp_path, {"real/app.py": "x"})
    (tmp_path / "link.py").symlink_to("/etc/passwd")
    (tmp_path / "loop").symlink_to(".")

    found = tree(tmp_path)

    assert dict(found.sizes) == {"link.py": 0, "loop": 0, "real/app.py": 1}
    assert found.unread == {"link.py": Unread.SYMLINK, "loop": Unread.SYMLINK}
    assert text(tmp_path, "link.py") is Unread.SYMLINK


def test_a_tracked_folder_that_became_a_link_leads_nowhere(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"secret.txt": "canary"})
    inside = write(tmp_path / "inside", {"a/secret.txt": "mine"})
    git(inside, "init")
    git(inside, "add", ".")
    (inside / "a" / "secret.txt").unlink()
    (inside / "a").rmdir()
    (inside / "a").symlink_to(outside)

    assert text(inside, "a/secret.txt") is Unread.SYMLINK


def test_a_nested_repository_is_a_submodule(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": "", "vendor/lib/lib.py": ""})
    git(tmp_path / "vendor" / "lib", "init")
    git(tmp_path / "vendor" / "lib", "add", ".")
    git(tmp_path, "init")

    found = tree(tmp_path)

    assert dict(found.sizes) == {"app.py": 0, "vendor/lib": 0}
    assert found.unread == {"vendor/lib": Unread.SUBMODULE}


def test_a_name_that_is_not_utf_8_is_there_and_printable_and_unread(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.py")).write_text("x")

    found = tree(tmp_path)

    assert found.unread == {"caf\\xe9.py": Unread.ENCODING}
    assert found.sizes["caf\\xe9.py"] == 0


def test_sockets_and_pipes_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        write(tmp_path, {"app.py": ""})

        found = tree(tmp_path)

    assert list(found.sizes) == ["app.py"]


def test_a_tracked_file_that_was_deleted_is_not_there(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": "", "old.py": ""})
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    (tmp_path / "old.py").unlink()

    assert list(tree(tmp_path).sizes) == ["app.py"]


def test_more_files_than_are_listed_make_a_truncated_tree(tmp_path: Path) -> None:
    write(tmp_path, {f"{n}.py": "" for n in range(6)})

    assert tree(tmp_path, most=6).truncated is False
    assert tree(tmp_path, most=5).truncated is True
    assert len(tree(tmp_path, most=5).sizes) == 5


def test_texts_are_decoded_and_what_has_none_says_why(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": "import os\r\n"})
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\0")
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(LARGEST + 1)

    assert text(tmp_path, "app.py") == "import os\n"
    assert text(tmp_path, "logo.png") is Unread.BINARY
    assert text(tmp_path, "huge.txt") is Unread.TOO_BIG
    assert text(tmp_path, "gone.txt") is Unread.GONE
