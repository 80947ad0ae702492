"""Reads many files at once, in one GraphQL query, and says of each file without a text why it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.github import queries
from bot.github.answers import understood
from bot.types import Unread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.github.session import Session
    from bot.types import Repository

# GitHub's limits are 500,000 nodes and ten seconds for a query; a snapshot asks for far fewer files than this.
FILES_AT_ONCE = 1000
LFS = "version https://git-lfs.github.com/spec/"


async def texts(
    session: Session, repository: Repository, commit: str, paths: Sequence[str]
) -> Mapping[str, str | Unread]:
    """Each path's text at the commit, or why it has none."""
    read: dict[str, str | Unread] = {}
    for start in range(0, len(paths), FILES_AT_ONCE):
        some = paths[start : start + FILES_AT_ONCE]
        variables = {"owner": repository.owner, "name": repository.name}
        variables |= {f"e{n}": f"{commit}:{path}" for n, path in enumerate(some)}
        data = await session.query(queries.texts(len(some)), variables, "read files")
        with understood("read files"):
            blobs = data["repository"] or {}  # gone meanwhile: so are its files
            read |= {path: text(blobs.get(f"f{n}")) for n, path in enumerate(some)}
    return read


def text(blob: Mapping[str, Any] | None) -> str | Unread:
    """What a blob of the query holds; a folder and a path that is not there have no text, either."""
    if not blob or "text" not in blob:
        return Unread.GONE
    if blob["isBinary"]:
        return Unread.BINARY
    if blob["isTruncated"]:
        return Unread.TOO_BIG
    if blob["text"] is None:  # GitHub could not tell the encoding
        return Unread.ENCODING
    return Unread.LFS if blob["text"].startswith(LFS) else str(blob["text"])
