"""What is read, in which order, and within which budget."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot import snapshot
from bot.snapshot import Limits
from bot.types import Snapshot, Tree, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Shelf:
    """A source that holds texts in memory and remembers its batches."""

    name = "shelf"

    def __init__(self, files: Mapping[str, str | Unread], tree: Tree | None = None) -> None:
        self.files = files
        self.batches: list[tuple[str, ...]] = []
        sizes = {path: len(text) if not isinstance(text, Unread) else 0 for path, text in files.items()}
        self._tree = tree or Tree(commit="c0ffee", sizes=sizes)

    async def tree(self) -> Tree:
        return self._tree

    async def texts(self, paths: Sequence[str]) -> Mapping[str, str | Unread]:
        self.batches.append(tuple(paths))
        return {path: self.files[path] for path in paths if path in self.files}


def nothing(_: Snapshot) -> tuple[str, ...]:
    return ()


def take(
    shelf: Shelf,
    reads: Sequence[str],
    follow: Callable[[Snapshot], Sequence[str]] = nothing,
    limits: Limits | None = None,
) -> Snapshot:
    return asyncio.run(snapshot.take(shelf, reads, follow, limits or Limits()))


def test_the_order_of_the_globs_is_the_order_of_importance() -> None:
    shelf = Shelf({"b/app.py": "1", "app.py": "2", "package.json": "3", "README.md": "4"})

    picture = take(shelf, ("package.json", "**/*.py"))

    assert shelf.batches == [("package.json", "app.py", "b/app.py")]
    assert dict(picture.texts) == {"package.json": "3", "app.py": "2", "b/app.py": "1"}
    assert (picture.name, picture.commit, picture.unread) == ("shelf", "c0ffee", {})


def test_a_file_that_two_globs_name_is_read_once() -> None:
    shelf = Shelf({"app.py": "1"})

    take(shelf, ("app.py", "*.py"))

    assert shelf.batches == [("app.py",)]


def test_the_second_batch_holds_what_the_first_named_and_nothing_read_before() -> None:
    shelf = Shelf({"package.json": "a b", "a/package.json": "1", "b/package.json": "2"})

    def follow(picture: Snapshot) -> tuple[str, ...]:
        members = (picture.text("package.json") or "").split()
        return ("package.json", "gone.json", *(f"{member}/package.json" for member in members))

    picture = take(shelf, ("package.json",), follow)

    assert shelf.batches == [("package.json",), ("a/package.json", "b/package.json")]
    assert picture.text("b/package.json") == "2"
    assert not picture.has("gone.json")


def test_nothing_to_read_asks_for_nothing() -> None:
    shelf = Shelf({"README.md": "hello"})

    picture = take(shelf, ("*.py",))

    assert shelf.batches == []
    assert dict(picture.texts) == {}


def test_the_budget_of_files_holds_over_both_batches() -> None:
    shelf = Shelf({"a.py": "", "b.py": "", "c.py": "", "d.py": ""})

    picture = take(shelf, ("a.py", "b.py"), lambda _: ("c.py", "d.py"), Limits(files=3))

    assert sorted(picture.texts) == ["a.py", "b.py", "c.py"]
    assert picture.unread == {"d.py": Unread.OVER_BUDGET}


def test_the_budget_of_bytes_leaves_out_what_does_not_fit_and_still_takes_what_does() -> None:
    shelf = Shelf({"a.py": "x" * 60, "b.py": "x" * 60, "c.py": "x" * 40})

    picture = take(shelf, ("a.py", "b.py"), lambda _: ("c.py",), Limits(bytes=100))

    assert sorted(picture.texts) == ["a.py", "c.py"]
    assert picture.unread == {"b.py": Unread.OVER_BUDGET}


def test_one_big_file_does_not_cost_the_others_their_place() -> None:
    shelf = Shelf({"package-lock.json": "x" * 600, "package.json": "{}"})

    picture = take(shelf, ("package-lock.json", "package.json"), limits=Limits(each=500))

    assert shelf.batches == [("package.json",)]
    assert picture.unread == {"package-lock.json": Unread.TOO_BIG}


def test_what_may_hold_a_secret_is_never_asked_for() -> None:
    shelf = Shelf({".env": "TOKEN=1", ".env.example": "TOKEN=", "app.py": ""})

    picture = take(shelf, ("**/.env*", "app.py"), lambda _: (".env",))

    assert shelf.batches == [(".env.example", "app.py")]
    assert picture.unread == {".env": Unread.SECRET}


def test_a_link_or_submodule_of_the_tree_is_not_asked_for() -> None:
    tree = Tree(commit="1", sizes={"app.py": 0, "lib.py": 0}, unread={"app.py": Unread.SYMLINK})
    shelf = Shelf({"lib.py": "ok"}, tree)

    picture = take(shelf, ("*.py",))

    assert shelf.batches == [("lib.py",)]
    assert picture.unread == {"app.py": Unread.SYMLINK}


def test_a_file_without_a_text_answers_why() -> None:
    shelf = Shelf({"a.py": Unread.BINARY, "b.py": "version https://git-lfs.github.com/spec/v1\noid x\n"})

    picture = take(shelf, ("*.py",))

    assert picture.unread == {"a.py": Unread.BINARY, "b.py": Unread.LFS}
    assert picture.text("a.py") is None


def test_a_file_that_the_source_does_not_answer_for_could_not_be_read() -> None:
    shelf = Shelf({}, Tree(commit="1", sizes={"app.py": 3}))

    picture = take(shelf, ("*.py",))

    assert picture.unread == {"app.py": Unread.GONE}


def test_line_ends_and_byte_order_marks_are_no_part_of_a_text() -> None:
    shelf = Shelf({"app.py": "\ufeffimport os\r\nprint()\r"})

    picture = take(shelf, ("*.py",))

    assert picture.text("app.py") == "import os\nprint()\n"
