"""git's trees: read, walked, changed, compared, and made from a folder."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bot.sandbox.git import Git

FOLDER, PLAIN, EXECUTABLE, SYMLINK, SUBMODULE = "040000", "100644", "100755", "120000", "160000"
KINDS = {FOLDER: "tree", SUBMODULE: "commit"}


class Entry(NamedTuple):
    """What stands under a name in a tree; the mode is GitHub's six digits."""

    mode: str
    sha: str

    @property
    def kind(self) -> str:
        return KINDS.get(self.mode, "blob")


def read_tree(git: Git, sha: str) -> dict[str, Entry]:
    """Raises MissingObject."""
    data = git.read_kind(sha, "tree")
    entries: dict[str, Entry] = {}
    at = 0
    while at < len(data):
        space, nul = data.index(b" ", at), data.index(b"\x00", at)
        name = data[space + 1 : nul].decode("utf-8", "surrogateescape")
        entries[name] = Entry(data[at:space].decode().zfill(6), data[nul + 1 : nul + 21].hex())
        at = nul + 21
    return entries


def write_tree(git: Git, entries: Mapping[str, Entry]) -> str:
    def order(item: tuple[str, Entry]) -> bytes:
        return (item[0] + ("/" if item[1].mode == FOLDER else "")).encode("utf-8", "surrogateescape")

    parts = [
        b"%s %s\x00%s"
        % (entry.mode.lstrip("0").encode(), name.encode("utf-8", "surrogateescape"), bytes.fromhex(entry.sha))
        for name, entry in sorted(entries.items(), key=order)
    ]
    return git.write("tree", b"".join(parts))


def update_tree(git: Git, base: str | None, changes: Mapping[str, Entry | None]) -> str:
    """Writes `base` with other entries under some paths; None takes one away, and no folder stays empty."""
    entries = _updated(git, base, changes)
    return write_tree(git, entries)


def _updated(git: Git, base: str | None, changes: Mapping[str, Entry | None]) -> dict[str, Entry]:
    entries = read_tree(git, base) if base else {}
    inner: dict[str, dict[str, Entry | None]] = defaultdict(dict)
    for path, entry in changes.items():
        name, _, rest = path.partition("/")
        if rest:
            inner[name][rest] = entry
        elif entry is None:
            entries.pop(name, None)
        else:
            entries[name] = entry
    for name, below in inner.items():
        old = entries.get(name)
        changed = _updated(git, old.sha if old and old.mode == FOLDER else None, below)
        if changed:
            entries[name] = Entry(FOLDER, write_tree(git, changed))
        else:
            entries.pop(name, None)
    return entries


def walk(git: Git, sha: str, *, recursive: bool = True, prefix: str = "") -> Iterator[tuple[str, Entry]]:
    """Every entry with its whole path, folders before what they hold."""
    for name, entry in read_tree(git, sha).items():
        yield prefix + name, entry
        if recursive and entry.mode == FOLDER:
            yield from walk(git, entry.sha, prefix=f"{prefix}{name}/")


def find(git: Git, sha: str, path: str) -> Entry | None:
    """What stands under a path of a tree; the empty path is the tree itself."""
    entry: Entry | None = Entry(FOLDER, sha)
    for name in filter(None, path.split("/")):
        if entry is None or entry.mode != FOLDER:
            return None
        entry = read_tree(git, entry.sha).get(name)
    return entry


def write_folder(git: Git, folder: Path) -> str:
    """Copies a folder's files as they are: executable bits and symlinks kept, `.git` left out, nothing run."""
    entries: dict[str, Entry] = {}
    for item in os.scandir(folder):
        if item.name == ".git":
            continue
        if item.is_symlink():
            target = os.fsencode((folder / item.name).readlink())
            entries[item.name] = Entry(SYMLINK, git.write("blob", target))
        elif item.is_dir():
            entries[item.name] = Entry(FOLDER, write_folder(git, folder / item.name))
        elif item.is_file():
            mode = EXECUTABLE if item.stat().st_mode & stat.S_IXUSR else PLAIN
            entries[item.name] = Entry(mode, git.write("blob", (folder / item.name).read_bytes()))
    kept = {name: entry for name, entry in entries.items() if entry.mode != FOLDER or read_tree(git, entry.sha)}
    return write_tree(git, kept)
