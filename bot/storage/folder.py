"""Artifacts in a folder: a file is there whole or not at all."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import StorageFailed
from bot.storage.keys import check_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FULL = {errno.ENOSPC, errno.EDQUOT}


class Folder:
    """Implements the port `Artifacts`; `write` is what the operating system has, but for tests of a full disk."""

    def __init__(self, root: Path, write: Callable[[int, bytes], int] = os.write) -> None:
        self._root = root
        self._write = write

    async def put(self, key: str, data: bytes) -> None:
        path = self._root / check_key(key)
        with self._failing(f"did not take {key}"):
            await asyncio.to_thread(self._put, path, data)

    async def get(self, key: str) -> bytes | None:
        path = self._root / check_key(key)
        with self._failing(f"did not give {key} back"):
            return await asyncio.to_thread(_get, path)

    async def check(self) -> None:
        """Really writes: a full disk would still let an empty file be made."""
        with self._failing("takes nothing"):
            await asyncio.to_thread(self._probe)

    def _probe(self) -> None:
        self._root.mkdir(parents=True, exist_ok=True)
        self._temporary(self._root, b"." * 4096).unlink()

    def _put(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._temporary(path.parent, data)
        try:
            temporary.replace(path)
        except OSError:
            temporary.unlink()
            raise

    def _temporary(self, folder: Path, data: bytes) -> Path:
        """A finished file under a passing name, in the same file system as where it will go."""
        handle, name = tempfile.mkstemp(prefix=".incoming-", dir=folder)
        try:
            left = memoryview(data)
            while left:
                left = left[self._write(handle, bytes(left)) :]
            os.fsync(handle)
        except OSError:
            Path(name).unlink()
            raise
        finally:
            os.close(handle)
        return Path(name)

    @contextlib.contextmanager
    def _failing(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as problem:
            why = problem.strerror or str(problem)
            todo = "free some space" if problem.errno in FULL else "see that the App may write there"
            raise StorageFailed(f"The artifact folder {self._root} {what} ({why}): {todo}.") from problem


def _get(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):  # a bucket knows no folders
        return None
