"""A local folder as the source of a snapshot: what git would track, read without following a symbolic link."""

from __future__ import annotations

import os
import stat

from bot.errors import BadUsage
from bot.snapshot.disk import read
from bot.snapshot.listing import listing
from bot.snapshot.text import decode
from bot.types import Tree, Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST = 100_000  # as many as GitHub lists of a repository
LARGEST = 10_000_000  # bytes of one file; the budget of a snapshot is far below


class Folder:
    """A folder; its coroutines never suspend, so that nobody needs an event loop to read one."""

    def __init__(self, path: str | os.PathLike[str], most: int = MOST) -> None:
        self.root = os.path.realpath(path)
        self.name = os.path.basename(self.root) or "root"  # noqa: PTH119  pathlib is a slow import
        self._most = most

    async def tree(self) -> Tree:
        """Raises BadUsage when there is no such folder."""
        return self._list()

    async def texts(self, paths: Sequence[str]) -> Mapping[str, str | Unread]:
        return {path: _text(self.root, path) for path in paths}

    def _list(self) -> Tree:
        if not os.path.isdir(self.root):  # noqa: PTH112
            raise BadUsage(f"{self.root} is not a folder that can be read: name one that holds an application.")
        found = listing(self.root, self._most + 1)
        sizes: dict[str, int] = {}
        unread: dict[str, Unread] = {}
        for path in sorted(found.paths)[: self._most]:
            _enter(self.root, path, sizes, unread)
        return Tree(commit="", sizes=sizes, unread=unread, truncated=found.partial or len(found.paths) > self._most)


def _enter(root: str, path: str, sizes: dict[str, int], unread: dict[str, Unread]) -> None:
    """Puts one listed path into the tree; what is gone meanwhile, and sockets and the like, is no file."""
    try:
        found = os.lstat(f"{root}/{path}")
    except OSError:
        return
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    reasons = {stat.S_IFLNK: Unread.SYMLINK, stat.S_IFDIR: Unread.SUBMODULE, stat.S_IFREG: None}
    kind = stat.S_IFMT(found.st_mode)
    if kind not in reasons:
        return
    reason = reasons[kind] or (Unread.ENCODING if name != path else None)
    sizes[name.rstrip("/")] = 0 if reason else found.st_size
    if reason:
        unread[name.rstrip("/")] = reason


def _text(root: str, path: str) -> str | Unread:
    full = f"{root}/{path}"
    if os.path.realpath(full) != full:  # a folder on the way may have become a link since git tracked the file
        return Unread.SYMLINK
    try:
        data = read(full, LARGEST + 1)
    except OSError:
        return Unread.GONE
    return Unread.TOO_BIG if len(data) > LARGEST else decode(data)
