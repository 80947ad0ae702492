"""One bare git repository on disk: loose objects and refs, read and written without starting git."""

from __future__ import annotations

import hashlib
import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Loose objects alone, for ever: what is pushed with git is unpacked, and nothing is packed later.
CONFIG = """[core]
\trepositoryformatversion = 0
\tbare = true
[gc]
\tauto = 0
[receive]
\tunpackLimit = 1000000000
"""
SHA = re.compile(r"[0-9a-f]{40}")
# git check-ref-format, as far as it keeps a ref inside its folder and readable by git.
BAD_REF = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|/\.|\.lock(/|$)|[./]$")


class MissingObject(Exception):
    """The repository has no object with that id."""


class BadRef(Exception):
    """git would not take that name of a ref, or a folder stands where it would be."""


class Git:
    """Objects are bytes with a kind (blob, tree, commit); refs are full names (`refs/heads/main`)."""

    __slots__ = ("_kept", "_sizes", "path")

    def __init__(self, path: Path) -> None:
        self.path = path
        self._sizes: dict[str, int] = {}
        self._kept: dict[str, tuple[str, bytes]] = {}  # trees and commits: small, never changed, read again and again

    @classmethod
    def create(cls, path: Path, branch: str) -> Git:
        """Makes an empty bare repository whose HEAD names `branch`."""
        for folder in ("objects/info", "objects/pack", "refs/heads", "refs/tags"):
            (path / folder).mkdir(parents=True)
        (path / "config").write_text(CONFIG)
        (path / "HEAD").write_text(f"ref: refs/heads/{branch}\n")
        return cls(path)

    def write(self, kind: str, data: bytes) -> str:
        whole = b"%s %d\x00%s" % (kind.encode(), len(data), data)
        sha = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
        target = self._object(sha)
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(zlib.compress(whole, 1))
        if kind == "blob":
            self._sizes[sha] = len(data)
        return sha

    def read(self, sha: str) -> tuple[str, bytes]:
        """Returns kind and content; raises MissingObject."""
        if sha in self._kept:
            return self._kept[sha]
        if not SHA.fullmatch(sha):
            raise MissingObject(sha)
        try:
            whole = zlib.decompress(self._object(sha).read_bytes())
        except FileNotFoundError:
            raise MissingObject(sha) from None
        head, _, data = whole.partition(b"\x00")
        found = head.split()[0].decode(), data
        if found[0] != "blob":
            self._kept[sha] = found
        return found

    def read_kind(self, sha: str, kind: str) -> bytes:
        """Raises MissingObject also when the object is of another kind."""
        found, data = self.read(sha)
        if found != kind:
            raise MissingObject(sha)
        return data

    def size(self, sha: str) -> int:
        """The size of a blob in bytes; those written here are known, others are read once."""
        if sha not in self._sizes:
            self._sizes[sha] = len(self.read_kind(sha, "blob"))
        return self._sizes[sha]

    def ref(self, name: str) -> str | None:
        path = self.path / checked(name)
        return path.read_text().strip() if path.is_file() else None

    def set_ref(self, name: str, sha: str) -> None:
        """Raises BadRef when git would not take the name."""
        path = self.path / checked(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{sha}\n")
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            raise BadRef(name) from None

    def set_head(self, branch: str) -> None:
        """Which branch a clone checks out."""
        (self.path / "HEAD").write_text(f"ref: refs/heads/{branch}\n")

    def delete_ref(self, name: str) -> None:
        (self.path / checked(name)).unlink()

    def refs(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Every ref whose full name starts with `prefix`, in order."""
        for path in sorted((self.path / "refs").rglob("*")):
            name = path.relative_to(self.path).as_posix()
            if path.is_file() and name.startswith(prefix):
                yield name, path.read_text().strip()

    def _object(self, sha: str) -> Path:
        return self.path / "objects" / sha[:2] / sha[2:]


def checked(name: str) -> str:
    """Raises BadRef for what is no full name of a ref, so that no name leaves the folder."""
    if not name.startswith("refs/") or name.count("/") < 2 or BAD_REF.search(name):
        raise BadRef(name)
    return name
