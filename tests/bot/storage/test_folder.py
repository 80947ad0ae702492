"""A folder when the disk is full, or is not ours to write."""

from __future__ import annotations

import asyncio
import errno
import os
from typing import TYPE_CHECKING

import pytest

from bot.errors import StorageFailed
from bot.storage.folder import Folder

if TYPE_CHECKING:
    from pathlib import Path


def full(handle: int, data: bytes) -> int:
    """A disk that takes ten bytes of each file."""
    if os.fstat(handle).st_size >= 10:
        raise OSError(errno.ENOSPC, "No space left on device")
    return os.write(handle, data[:10])


def test_a_full_disk_is_said_and_leaves_what_was_there(tmp_path: Path) -> None:
    asyncio.run(Folder(tmp_path).put("run/Dockerfile", b"old"))

    with pytest.raises(StorageFailed, match=r"No space left on device\): free some space") as caught:
        asyncio.run(Folder(tmp_path, full).put("run/Dockerfile", b"a new and much longer text"))

    assert caught.value.retry
    assert asyncio.run(Folder(tmp_path).get("run/Dockerfile")) == b"old"
    assert [path.name for path in (tmp_path / "run").iterdir()] == ["Dockerfile"]


def test_a_full_disk_does_not_pass_the_check(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match="takes nothing"):
        asyncio.run(Folder(tmp_path, full).check())

    assert list(tmp_path.iterdir()) == []


def test_a_check_leaves_nothing_behind(tmp_path: Path) -> None:
    asyncio.run(Folder(tmp_path / "new").check())

    assert list((tmp_path / "new").iterdir()) == []


def test_a_disk_that_takes_little_at_a_time_gets_it_all(tmp_path: Path) -> None:
    asyncio.run(Folder(tmp_path, lambda handle, data: os.write(handle, data[:3])).put("x", b"0123456789"))

    assert (tmp_path / "x").read_bytes() == b"0123456789"


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "artifacts").write_text("not a folder")
    folder = Folder(tmp_path / "artifacts")

    with pytest.raises(StorageFailed, match="see that the App may write there"):
        asyncio.run(folder.put("x", b"1"))
    with pytest.raises(StorageFailed, match="takes nothing"):
        asyncio.run(folder.check())


def test_a_folder_in_the_place_of_a_file_is_said_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "x" / "y").mkdir(parents=True)

    with pytest.raises(StorageFailed, match="did not take x"):
        asyncio.run(Folder(tmp_path).put("x", b"1"))

    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "x").symlink_to("x")

    with pytest.raises(StorageFailed, match="did not give x back"):
        asyncio.run(Folder(tmp_path).get("x"))


def test_of_many_that_write_the_same_file_one_wins_whole(tmp_path: Path) -> None:
    folder = Folder(tmp_path)

    async def main() -> bytes | None:
        await asyncio.gather(*(folder.put("same", bytes([n]) * 100_000) for n in range(8)))
        return await folder.get("same")

    found = asyncio.run(main())
    assert found is not None
    assert found == found[:1] * 100_000
    assert [path.name for path in tmp_path.iterdir()] == ["same"]


def test_only_the_app_may_read_what_it_keeps(tmp_path: Path) -> None:
    asyncio.run(Folder(tmp_path).put("x", b"1"))

    assert (tmp_path / "x").stat().st_mode & 0o077 == 0
