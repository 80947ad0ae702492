"""A `.gitignore` is read as git reads it: the walk and git list the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.snapshot.listing import listing
from bot.snapshot.walk import walk
from tests.bot.snapshot.folders import git, write

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    "ab", "b.py", "a/b.py", "a/b/c", "a/b/d.py", "c/a/b.py", "c/a/e", "[a]", "x-y", "x+y", "x,y", "a b", "a ",
    "#a", "!a", "a*", "a\\", "d/a\\", "é", "A", "d/A", "]a", "^", "1", "a-b", "d/-",
)  # fmt: skip
LINES = (
    "a", "/a", "a/", "*.py", "!*.py", "a/*", "a/**", "**/b", "a/**/c", "**", "*", "a b ", "a\\ ", "\\#a", "\\!a", "#a",
    "[ab]", "a[!b]", "[^a]b", "[]a]*", "[a", "a\\", "\\a", "a\r", "\ufeffa", "b.py\n!b.py", "*\n!*/\n!*.py", "a**b",
    "[[:alpha:]]b", "[[:odd:]]", "[b-a]", "x[+--]y", "", "/", "!", "**/", "/**", "a//b", "?", "[a-z]*", "a\\*", "é",
    "[\\]a]*", "a/b/d.py", "/*/b", "a?b", "[!/]b", "a[/]b", "***", "a/***/c", "[a-]*", "[\\a-\\b]b", "[[a]*", "?\n",
    "a/\n!a/", "*\n!a/", "*\n!/c/\n!/c/a/\n!e", "/c/*\n!/c/a", "[!]]*", "[&&~|]", "a/b", "b/", "/b", "\\[a]",
)  # fmt: skip
WORDS = ("a", "b", "*", "**", "/", "?", "!", "#", "\\", "[", "]", "-", "^", " ", ".py", "[ab]", "[!a]", "**/", "c/")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("ignore"), dict.fromkeys(FILES, ""))
    git(folder, "init")
    return folder


def both(repository: Path, text: str) -> tuple[list[str], list[str]]:
    """What the walk lists, and what git does."""
    (repository / ".gitignore").write_bytes(text.encode())
    git(repository, "add", "--force", ".gitignore")  # else git answers nothing at all where all is ignored
    ours = walk(str(repository), 1000)[0]
    return sorted({".gitignore", *ours}), sorted(listing(str(repository), 1000).paths)


@pytest.mark.parametrize("text", LINES)
def test_git_says_the_same(repository: Path, text: str) -> None:
    ours, theirs = both(repository, text)

    assert ours == theirs


def settled(line: str) -> bool:
    """Whether every git answers the same: 2.39 compares two unrelated pointers before it reads `a**/b`."""
    return not re.search(r"[^/]\*\*+/", line)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("".join).filter(settled), min_size=1, max_size=3
    )
)
@example(["a/b/c", "!a/b/c"])
def test_git_says_the_same_of_any_lines(repository: Path, lines: list[str]) -> None:
    ours, theirs = both(repository, "\n".join(lines))

    assert ours == theirs
