"""What is there and was not read is said, and not taken for empty."""

from __future__ import annotations

import pytest

from bot import stacks
from bot.frozen import replace
from bot.stacks import unread
from bot.stacks.folder import Folder
from bot.types import Snapshot, Topic, Unread
from tests.bot.stacks.pictures import doubts, package, picture, said

FLASK = "from flask import Flask\napp = Flask(__name__)\n"


def seen(files: dict[str, str], **why: Unread) -> Snapshot:
    """Files that were read, and some that were not, dots of their names written as two underscores."""
    closed = {name.replace("__", "."): reason for name, reason in why.items()}
    return replace(picture(files, *closed), unread=closed)


def test_requirements_behind_a_link_are_doubted() -> None:
    (facts,) = stacks.recognise(seen({"app.py": FLASK}, requirements__txt=Unread.SYMLINK))

    assert "requirements.txt is a symbolic link, which is never followed: what it asks for" in doubts(facts)


def test_a_lock_file_that_is_too_big_is_doubted() -> None:
    files = {"package.json": package(scripts={"start": "node x.js"}), "x.js": "app.listen(1)"}

    (facts,) = stacks.recognise(replace(seen(files), unread={"package-lock.json": Unread.TOO_BIG}))
    (locked,) = stacks.recognise(
        replace(picture(files, "package-lock.json"), unread={"package-lock.json": Unread.TOO_BIG})
    )

    assert "package-lock.json is larger" not in doubts(facts)
    assert "package-lock.json is larger than what is read" in doubts(locked)


@pytest.mark.parametrize("reason", [Unread.SYMLINK, Unread.ENCODING])
def test_an_unread_manifest_of_node_is_no_program_and_is_named(reason: Unread) -> None:
    snapshot = seen({"server.js": "app.listen(1)"}, package__json=reason)

    assert stacks.recognise(snapshot) == ()
    assert f"package.json {reason}." in stacks.unrecognised(snapshot)


def test_an_unread_entry_point_of_node_is_doubted() -> None:
    (facts,) = stacks.recognise(seen({"package.json": package(scripts={"start": "node x.js"})}, x__js=Unread.ENCODING))

    assert "x.js is not UTF-8" in doubts(facts)


def test_an_unread_entry_point_of_python_is_named() -> None:
    snapshot = seen({"README.md": ""}, app__py=Unread.TOO_BIG)

    assert stacks.recognise(snapshot) == ()
    assert "app.py is larger than what is read." in stacks.unrecognised(snapshot)


def test_reasons_come_from_the_tree_too_and_tests_are_left_out() -> None:
    snapshot = picture({}, "main.py", "tests/main.py", "notes.md")
    closed = dict.fromkeys(snapshot.tree.sizes, Unread.SYMLINK)
    snapshot = replace(snapshot, tree=replace(snapshot.tree, unread=closed))

    assert unread.sentences(snapshot) == ("main.py is a symbolic link, which is never followed",)
    assert Folder(snapshot=snapshot).unread("main.py") == Unread.SYMLINK
    assert Folder(snapshot=picture({"main.py": ""})).unread("main.py") == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("import os\ndef f(:\n", "app.py:2 does not parse as Python 3."),
        ("x = '\0'\n", "app.py does not parse as Python 3."),
        ("x = " + "(" * 500 + ")" * 500, "does not parse as Python 3."),
        ("x = " + "-" * 5000 + "1", "(it is nested too deeply"),
    ],
)
def test_an_entry_point_that_does_not_parse_is_named(text: str, why: str) -> None:
    assert why in stacks.unrecognised(picture({"app.py": text}))


def test_a_page_beside_a_program_that_does_not_parse_is_doubted() -> None:
    (facts,) = stacks.recognise(picture({"index.html": "", "app.py": "def f(:"}))
    (plain,) = stacks.recognise(picture({"index.html": "", "app.js": ""}))

    assert facts.stack == plain.stack == "static"
    assert "app.py:1 does not parse" in doubts(facts)
    assert plain.doubts == ()


def test_a_program_beside_one_that_does_not_parse_is_doubted() -> None:
    (facts,) = stacks.recognise(picture({"main.py": "print(1)", "app.py": "def f(:"}))

    assert said(facts, Topic.ENTRY) == [("main.py",)]
    assert "app.py:1 does not parse" in doubts(facts)
