"""Reads a commit's whole tree, folder by folder where GitHub cuts it off, within a bound."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from bot.github.answers import understood
from bot.github.kit import Call
from bot.types import Tree, Unread

if TYPE_CHECKING:
    from bot.github.session import Session

# GitHub cuts a recursive tree at 100,000 entries or 7 MB; what needs more requests than this is read in part.
REQUESTS_AT_MOST = 40
UNREAD = {"120000": Unread.SYMLINK, "160000": Unread.SUBMODULE}


async def tree(session: Session, path: str, sha: str, commit: str) -> Tree:
    """The tree `sha` of the repository under `path` (/repos/owner/name), shallow folders first."""
    reading = _Reading(session, path)
    whole = await reading.read(sha)
    return Tree(commit=commit, sizes=reading.sizes, unread=reading.unread, truncated=not whole)


class _Reading:
    def __init__(self, session: Session, path: str) -> None:
        self._session = session
        self._path = path
        self._left = REQUESTS_AT_MOST
        self._waiting: deque[tuple[str, str]] = deque()
        self.sizes: dict[str, int] = {}
        self.unread: dict[str, Unread] = {}

    async def read(self, sha: str) -> bool:
        """Whether the whole tree was read."""
        self._waiting.append((sha, ""))
        whole = True
        while self._waiting:
            sha, prefix = self._waiting.popleft()
            if not self._left:
                return False
            if await self._take(sha, prefix, deep=True):
                continue
            if not self._left:
                return False
            whole &= await self._take(sha, prefix, deep=False)  # one folder alone can be over GitHub's limit, too
        return whole

    async def _take(self, sha: str, prefix: str, *, deep: bool) -> bool:
        """Keeps what one answer says; a flat one also queues its folders. False when GitHub cut it off."""
        self._left -= 1
        what = "read the tree"
        params = {"recursive": "1"} if deep else {}
        answer = await self._session.ask(
            Call(method="GET", url=f"{self._path}/git/trees/{sha}", what=what, needs="contents: read", params=params)
        )
        with understood(what):
            for entry in answer["tree"]:
                self._keep(entry, f"{prefix}{entry['path']}", queue=not deep)
            return not answer["truncated"]

    def _keep(self, entry: dict[str, Any], path: str, *, queue: bool) -> None:
        if entry["type"] == "tree":
            if queue:
                self._waiting.append((entry["sha"], f"{path}/"))
            return
        self.sizes[path] = entry.get("size", 0)
        if reason := UNREAD.get(entry["mode"]):
            self.unread[path] = reason
