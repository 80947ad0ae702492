"""What is there: the tree of a commit, and a snapshot of the files that were asked for."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from bot.frozen import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


class Unread(StrEnum):
    """Why a path of a tree has no text in a snapshot."""

    SYMLINK = "is a symbolic link, which is never followed"
    SUBMODULE = "is a submodule, which belongs to another repository"
    LFS = "is a Git LFS pointer; its content is elsewhere"
    TOO_BIG = "is larger than what is read"
    BINARY = "is binary"
    ENCODING = "is not UTF-8"
    SECRET = "may hold a secret and is never read"  # noqa: S105  a reason, not a secret
    OVER_BUDGET = "was left out, because enough files were read"
    GONE = "could not be read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """All files of a commit: path → size in bytes (0 where not known); `unread` are those without a text."""

    commit: str
    sizes: Mapping[str, int]
    unread: Mapping[str, Unread] = field(default_factory=dict)
    truncated: bool = False  # GitHub gave only a part, and so do we
    _by_ending: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False, compare=False)  # a memo

    def match(self, glob: str) -> tuple[str, ...]:
        """The paths that a glob names, sorted, shallow ones first: `*` stays in a folder, `**/` crosses any number."""
        if "*" not in glob and "?" not in glob:
            return (glob,) if glob in self.sizes else ()
        found = self._candidates(glob)
        if found and not _names_all(glob):
            matches = _pattern(glob).fullmatch
            found = [path for path in found if matches(path)]
        return tuple(sorted(found, key=_depth))

    def _candidates(self, glob: str) -> Collection[str]:
        """The paths that end as the glob does, by an index: one pass over a big tree instead of one for each glob."""
        ending = _ending(glob)
        if not ending:
            return self.sizes
        if not self._by_ending:
            for path in self.sizes:
                for end in _endings(path):
                    self._by_ending.setdefault(end, []).append(path)
        return self._by_ending.get(ending, ())


def _endings(path: str) -> Iterator[str]:
    """The keys that a path is found by: its name, and what follows the last dot of it."""
    name = path[path.rfind("/") + 1 :]
    yield f"/{name}"
    if "." in name:
        yield name[name.rfind(".") :]


def _ending(glob: str) -> str:
    """The key of everything that a glob can name, "" where its end is too open to say."""
    tail = glob[max(glob.rfind("*"), glob.rfind("?")) + 1 :]
    if "/" in tail:
        return f"/{tail.rpartition('/')[2]}"
    return tail[tail.rfind(".") :] if "." in tail else ""


def _names_all(glob: str) -> bool:
    """Whether it is `**/NAME`, which every file of that name matches, so that nothing need be compiled."""
    name = glob.removeprefix("**/")
    return name != glob and not set("*?/") & set(name)


def _depth(path: str) -> tuple[int, str]:
    return path.count("/"), path


@lru_cache(maxsize=1024)
def _pattern(glob: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", glob)
    table = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(table.get(part, re.escape(part)) for part in parts), re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A closed, read-only picture of a repository at one commit: all its paths, and the texts that were asked for."""

    name: str  # of the repository or folder
    tree: Tree
    texts: Mapping[str, str]
    unread: Mapping[str, Unread] = field(default_factory=dict)

    @property
    def commit(self) -> str:
        return self.tree.commit

    def has(self, path: str) -> bool:
        """Whether the commit holds a file at this path, read or not."""
        return path in self.tree.sizes

    def text(self, path: str) -> str | None:
        """The text of a file that was read; line ends are `\\n`."""
        return self.texts.get(path)

    def match(self, glob: str) -> tuple[str, ...]:
        """The paths that a glob names, sorted, shallow ones first: `*` stays in a folder, `**/` crosses any number."""
        return self.tree.match(glob)
