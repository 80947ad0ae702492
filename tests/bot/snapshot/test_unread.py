"""Sentences about what was not read."""

from __future__ import annotations

from bot.snapshot import remarks
from bot.types import Snapshot, Tree, Unread


def picture(unread: dict[str, Unread], *, truncated: bool = False) -> Snapshot:
    tree = Tree(commit="1", sizes=dict.fromkeys(unread, 0), truncated=truncated)
    return Snapshot(name="x", tree=tree, texts={}, unread=unread)


def test_everything_read_leaves_nothing_to_say() -> None:
    assert remarks(picture({})) == ()


def test_each_reason_is_one_sentence() -> None:
    said = remarks(picture({"b.py": Unread.BINARY, "a.py": Unread.BINARY, "l": Unread.SYMLINK}))

    assert said == ("l is a symbolic link, which is never followed.", "a.py, b.py: each is binary.")


def test_many_files_are_counted_not_listed() -> None:
    said = remarks(picture({f"{n:04}.py": Unread.OVER_BUDGET for n in range(2003)}))

    assert said == ("0000.py, 0001.py, 0002.py and 2,000 more: each was left out, because enough files were read.",)


def test_a_truncated_tree_is_said_first() -> None:
    said = remarks(picture({".env": Unread.SECRET}, truncated=True))

    assert said[0].startswith("The repository has more files than could be listed")
    assert said[1] == ".env may hold a secret and is never read."


def test_files_that_nobody_would_have_read_are_not_mentioned() -> None:
    tree = Tree(commit="1", sizes={"logo.png": 9}, unread={"logo.png": Unread.BINARY})

    assert remarks(Snapshot(name="x", tree=tree, texts={})) == ()
