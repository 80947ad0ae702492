"""git's commits: written, read, and walked through their parents; and what changed between two of them."""

from __future__ import annotations

import difflib
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.sandbox.trees import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox.git import Git


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who wrote or made a commit, and when."""

    name: str
    email: str
    at: datetime

    def line(self) -> str:
        return f"{self.name} <{self.email}> {int(self.at.timestamp())} +0000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    sha: str
    tree: str
    parents: tuple[str, ...]
    author: Person
    committer: Person
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file of a comparison; `sha` is the blob that stands there now, or stood there if it was removed."""

    path: str
    status: str  # added, removed, modified
    sha: str
    additions: int
    deletions: int
    patch: str


def write_commit(
    git: Git, *, tree: str, parents: tuple[str, ...], author: Person, committer: Person, message: str
) -> str:
    lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
    lines += [f"author {author.line()}", f"committer {committer.line()}", "", message]
    return git.write("commit", "\n".join(lines).encode())


def read_commit(git: Git, sha: str) -> Commit:
    """Raises MissingObject."""
    head, _, message = git.read_kind(sha, "commit").decode("utf-8", "replace").partition("\n\n")
    parents: list[str] = []
    words: dict[str, str] = {}
    for line in head.split("\n"):
        key, _, value = line.partition(" ")
        if key == "parent":
            parents.append(value)
        else:
            words.setdefault(key, value)
    return Commit(
        sha=sha,
        tree=words["tree"],
        parents=tuple(parents),
        author=_person(words["author"]),
        committer=_person(words["committer"]),
        message=message,
    )


def _person(line: str) -> Person:
    who, seconds, _ = line.rsplit(" ", 2)
    name, _, email = who.rstrip(">").partition(" <")
    return Person(name=name, email=email, at=datetime.fromtimestamp(int(seconds), UTC))


def ancestors(git: Git, sha: str) -> Iterator[Commit]:
    """The commit and everything before it, nearest first."""
    seen = {sha}
    waiting = deque([sha])
    while waiting:
        commit = read_commit(git, waiting.popleft())
        yield commit
        for parent in commit.parents:
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)


def ahead(git: Git, base: str, head: str) -> tuple[list[Commit], str | None]:
    """The commits that `head` has and `base` has not, newest first, and the commit where they part (None: nowhere)."""
    known = {commit.sha for commit in ancestors(git, base)}
    commits: list[Commit] = []
    for commit in ancestors(git, head):
        if commit.sha in known:
            return commits, commit.sha
        commits.append(commit)
    return commits, None


def compare(git: Git, base: str | None, head: str) -> tuple[Change, ...]:
    """What `head` changed since `base` (None: since nothing), file by file in order of paths."""
    old, new = _files(git, base), _files(git, head)
    changes = [_change(git, path, old.get(path), new.get(path)) for path in sorted(old.keys() | new.keys())]
    return tuple(change for change in changes if change)


def _files(git: Git, commit: str | None) -> dict[str, str]:
    if commit is None:
        return {}
    return {path: entry.sha for path, entry in walk(git, read_commit(git, commit).tree) if entry.kind == "blob"}


def _change(git: Git, path: str, old: str | None, new: str | None) -> Change | None:
    if old == new:
        return None
    before, after = _lines(git, old), _lines(git, new)
    patch = list(difflib.unified_diff(before, after, lineterm=""))[2:]
    return Change(
        path=path,
        status="added" if old is None else "removed" if new is None else "modified",
        sha=new or old or "",
        additions=sum(line.startswith("+") for line in patch),
        deletions=sum(line.startswith("-") for line in patch),
        patch="\n".join(patch),
    )


def _lines(git: Git, sha: str | None) -> list[str]:
    return git.read_kind(sha, "blob").decode("utf-8", "replace").splitlines() if sha else []
