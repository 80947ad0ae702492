"""A snapshot: what its globs match, and what is there without having been read."""

from __future__ import annotations

import pytest

from bot.types import Snapshot, Tree

PATHS = ("Dockerfile", "app/main.py", "app/sub/x.py", "main.py", "a.b/c+d.py", "requirements.txt")
SNAPSHOT = Snapshot(
    name="x", tree=Tree(commit="c0ffee", sizes=dict.fromkeys(PATHS, 1)), texts={"main.py": "print()\n"}, unread={}
)


@pytest.mark.parametrize(
    ("glob", "found"),
    [
        ("*.py", ("main.py",)),
        ("**/*.py", ("main.py", "a.b/c+d.py", "app/main.py", "app/sub/x.py")),
        ("app/**", ("app/main.py", "app/sub/x.py")),
        ("*/main.p?", ("app/main.py",)),
        ("a.b/c+d.py", ("a.b/c+d.py",)),
        ("aXb/*", ()),
    ],
)
def test_a_glob_names_paths_shallow_ones_first(glob: str, found: tuple[str, ...]) -> None:
    assert SNAPSHOT.match(glob) == found


def test_a_path_can_be_there_without_having_been_read() -> None:
    assert SNAPSHOT.has("Dockerfile")
    assert SNAPSHOT.text("Dockerfile") is None
    assert SNAPSHOT.text("main.py") == "print()\n"
    assert SNAPSHOT.commit == "c0ffee"
