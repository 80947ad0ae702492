"""A Folder: one candidate service's part of a Snapshot, its manifests parsed, and lines of it cited as Evidence."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.errors import ManifestUnreadable
from bot.frozen import dataclass
from bot.stacks.addresses import secret
from bot.types import Evidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.types import Snapshot

CITED = 160  # characters of a line that are worth showing


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """Names are relative to `root` ("" is the repository's own folder); evidence carries whole paths."""

    snapshot: Snapshot
    root: str = ""

    def path(self, name: str) -> str:
        return f"{self.root}/{name}" if self.root else name

    def has(self, name: str) -> bool:
        return self.snapshot.has(self.path(name))

    def first(self, *names: str) -> str:
        """The first of some names that is there, or ""."""
        return next((name for name in names if self.has(name)), "")

    def text(self, name: str) -> str:
        """The text of a file that was read, else ""."""
        return self.snapshot.text(self.path(name)) or ""

    def unread(self, name: str) -> str:
        """Why a file that is there has no text, "" for one that was read or is not there."""
        path = self.path(name)
        if path in self.snapshot.texts:
            return ""
        return str(self.snapshot.unread.get(path) or self.snapshot.tree.unread.get(path) or "")

    def match(self, glob: str) -> tuple[str, ...]:
        skipped = len(self.root) + 1 if self.root else 0
        return tuple(path[skipped:] for path in self.snapshot.match(self.path(glob)))

    def toml(self, name: str) -> dict[str, object]:
        """A parsed TOML file, {} when it is not there; raises ManifestUnreadable."""
        text = self.text(name)
        if not text:
            return {}
        import tomllib

        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as problem:
            line = re.search(r"at line (\d+)", str(problem))
            number = int(line[1]) if line else text.count("\n") + 1
            raise ManifestUnreadable(self.path(name), number, str(problem)) from problem
        except (RecursionError, ValueError) as problem:
            raise ManifestUnreadable(self.path(name), 0, "it is nested too deeply, or holds no number") from problem

    def json(self, name: str) -> dict[str, object]:
        """A parsed JSON object, {} when it is not there; raises ManifestUnreadable."""
        text = self.text(name).lstrip("\ufeff")
        if not text:
            return {}
        import json

        try:
            parsed = json.loads(text)
        except json.JSONDecodeError as problem:
            raise ManifestUnreadable(self.path(name), problem.lineno, problem.msg) from problem
        except (RecursionError, ValueError) as problem:
            raise ManifestUnreadable(self.path(name), 0, "it is nested too deeply, or holds no number") from problem
        if not isinstance(parsed, dict):
            raise ManifestUnreadable(self.path(name), 1, "it is not an object")
        return parsed

    def at(self, name: str, line: int = 0) -> Evidence:
        """A line of a file (counted from 1) as evidence; 0 cites that the file is there."""
        if not line:
            return Evidence(path=self.path(name))
        lines = _lines(self.text(name))
        text = lines[line - 1].strip() if line <= len(lines) else ""
        if secret(text):
            text = ""  # path and line lead to it; a password is not repeated
        return Evidence(path=self.path(name), line=line, text=text[:CITED].rstrip())

    def find(self, name: str, pattern: str) -> Evidence:
        """The first line that a regular expression matches, else the file as such."""
        text = self.text(name)
        # `^\s*` would begin on the blank lines above, and try each of many of them again
        found = re.search(pattern.replace(r"^\s*", r"^[^\S\n]*"), text, re.MULTILINE)
        if not found:
            return self.at(name)
        start = found.end() - len(found[0].lstrip())
        return self.at(name, text.count("\n", 0, start) + 1)


@lru_cache(maxsize=16)
def _lines(text: str) -> tuple[str, ...]:
    """The lines of a file, cut once: a large one is cited thousands of times."""
    return tuple(text.split("\n"))


def table(data: object, *keys: str) -> dict[str, object]:
    """The table at the end of some keys of a parsed manifest, {} where anything else stands."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def word(data: object, *keys: str) -> str:
    """The string at the end of some keys, "" where anything else stands."""
    *path, last = keys
    value = table(data, *path).get(last)
    return value if isinstance(value, str) else ""


def words(data: object, *keys: str) -> tuple[str, ...]:
    """The strings of the list at the end of some keys."""
    *path, last = keys
    value = table(data, *path).get(last)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def roots(snapshot: Snapshot, *manifests: str) -> tuple[str, ...]:
    """Where a service may live: the repository's own folder first, then folders with a manifest, two levels deep."""
    found: dict[str, None] = {"": None}
    for depth in ("*/", "*/*/"):
        for manifest in manifests:
            for path in snapshot.match(depth + manifest):
                found.setdefault(path.rpartition("/")[0])
    return tuple(root for root in found if not _aside(root))


_ASIDE = frozenset(
    {
        *("test", "tests", "e2e", "spec", "fixtures", "benchmarks", "bench"),
        *("example", "examples", "sample", "samples", "demo", "demos", "doc", "docs"),
        *("scripts", "tools", "templates", "migrations"),
        *("node_modules", "vendor", "third_party", "site-packages"),
    }
)


def _aside(path: str) -> bool:
    """Whether a folder holds what stands beside an application: tests, examples, other people's code."""
    return any(part in _ASIDE or part.startswith((".", "__")) for part in path.split("/"))


def aside(path: str) -> bool:
    """Whether a file belongs to tests, examples or other people's code, by the folders it is in and its name."""
    folder, _, name = path.rpartition("/")
    return _aside(folder) or name.startswith("test_") or bool(re.search(r"(_test|\.test|\.spec|conftest)\.\w+$", name))
