"""git's own data: objects, refs, trees from folders, and comparisons, checked with git itself."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.commits import Person, ahead, ancestors, compare, read_commit, write_commit
from bot.sandbox.git import BadRef, Git, MissingObject
from bot.sandbox.trees import Entry, find, read_tree, update_tree, walk, write_folder

if TYPE_CHECKING:
    from pathlib import Path

ANN = Person(name="Ann", email="ann@example.org", at=datetime(2026, 1, 2, tzinfo=UTC))


@pytest.fixture
def git(tmp_path: Path) -> Git:
    return Git.create(tmp_path / "r.git", "main")


def commit(git: Git, files: dict[str, str], *parents: str) -> str:
    entries = {path: Entry("100644", git.write("blob", text.encode())) for path, text in files.items()}
    tree = update_tree(git, None, entries)
    return write_commit(git, tree=tree, parents=parents, author=ANN, committer=ANN, message="m")


def test_git_reads_what_was_written(git: Git) -> None:
    sha = commit(git, {"b": "1", "a/x": "2", "a.b": "3", "a-b/y": "4"})
    git.set_ref("refs/heads/main", sha)

    said = subprocess.run(
        ["git", "--git-dir", str(git.path), "fsck", "--strict"], capture_output=True, text=True, check=True
    )

    assert (said.stdout, "error" in said.stderr) == ("", False)


def test_an_object_is_found_by_its_id_and_kind_alone(git: Git) -> None:
    sha = git.write("blob", b"x")

    assert git.write("blob", b"x") == sha
    assert git.read(sha) == ("blob", b"x")
    assert Git(git.path).size(sha) == 1
    for wrong in ("0" * 40, "HEAD", "../../HEAD"):
        with pytest.raises(MissingObject):
            git.read(wrong)
    with pytest.raises(MissingObject):
        git.read_kind(sha, "tree")


@pytest.mark.parametrize(
    "name", ["refs/heads/../../HEAD", "HEAD", "refs/heads/", "refs/heads/a.lock", "refs/heads/a b", "refs/heads/.x"]
)
def test_no_ref_leaves_its_folder(git: Git, name: str) -> None:
    with pytest.raises(BadRef):
        git.set_ref(name, "0" * 40)


def test_a_ref_is_no_folder_of_refs(git: Git) -> None:
    git.set_ref("refs/heads/a/b", "1" * 40)

    with pytest.raises(BadRef):
        git.set_ref("refs/heads/a", "1" * 40)
    with pytest.raises(BadRef):
        git.set_ref("refs/heads/a/b/c", "1" * 40)
    assert git.ref("refs/heads/a") is None
    assert list(git.refs("refs/heads/a")) == [("refs/heads/a/b", "1" * 40)]


def test_a_folder_is_taken_as_it_is(git: Git, tmp_path: Path) -> None:
    folder = tmp_path / "code"
    (folder / "hollow" / "deep").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "sub").mkdir()
    (folder / "sub" / "run").write_bytes(b"\xff\x00")
    (folder / "sub" / "run").chmod(0o755)
    (folder / "link").symlink_to("nowhere")
    os.mkfifo(folder / "pipe")

    tree = write_folder(git, folder)

    assert [(path, entry.mode) for path, entry in walk(git, tree)] == [
        ("link", "120000"),
        ("sub", "040000"),
        ("sub/run", "100755"),
    ]


def test_no_folder_stays_empty(git: Git) -> None:
    blob = Entry("100644", git.write("blob", b"x"))
    tree = update_tree(git, None, {"a/b/c": blob, "d": blob})

    changed = update_tree(git, tree, {"a/b/c": None, "e/f": None})

    assert list(read_tree(git, changed)) == ["d"]
    assert find(git, tree, "a/b/c") == blob
    assert find(git, tree, "a/b/c/d") is None
    assert find(git, tree, "x/y") is None


def test_commits_are_walked_and_compared(git: Git) -> None:
    first = commit(git, {"a": "1\n"})
    left, right = commit(git, {"a": "2\n"}, first), commit(git, {"a": "1\n", "b": "x\n"}, first)
    merge = commit(git, {"a": "2\n", "b": "x\n"}, left, right)
    stranger = commit(git, {"z": "z"})

    assert [each.sha for each in ancestors(git, merge)] == [merge, left, right, first]
    assert [each.sha for each in ahead(git, left, merge)[0]] == [merge]
    assert ahead(git, stranger, first) == ([read_commit(git, first)], None)
    assert [(each.path, each.status) for each in compare(git, first, merge)] == [("a", "modified"), ("b", "added")]
    assert [(each.path, each.deletions) for each in compare(git, right, first)] == [("b", 1)]
    assert [each.path for each in compare(git, None, first)] == ["a"]


def test_a_commit_is_read_as_it_was_written(git: Git) -> None:
    tree = update_tree(git, None, {})

    sha = write_commit(git, tree=tree, parents=(), author=ANN, committer=ANN, message="One\n\ntwo\n")

    assert (read_commit(git, sha).author, read_commit(git, sha).message) == (ANN, "One\n\ntwo\n")
