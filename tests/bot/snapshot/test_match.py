"""What a glob names in a tree; the index that makes it quick changes nothing of the answer."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.types import Tree

PATHS = st.lists(st.sampled_from(["a", "b.py", "c.txt", ".env", "x.y.z", "d"]), min_size=1, max_size=4).map("/".join)
GLOBS = st.lists(
    st.sampled_from(["a", "b", ".py", "*", "**", "**/", "/", "?", ".", "y.z"]), min_size=1, max_size=5
)  # a path never ends in a slash


def slowly(tree: Tree, glob: str) -> set[str]:
    """Every path held against the glob, by another reading of the same words."""
    table = {"**/": r"(?:[^/]+/)*", "**": r".*", "*": r"[^/]*", "?": r"[^/]"}
    words = re.findall(r"\*\*/|\*\*|\*|\?|[^*?]+", glob)
    pattern = "".join(table.get(word, re.escape(word)) for word in words)
    return {path for path in tree.sizes if re.fullmatch(pattern, path)}


@given(st.lists(PATHS, max_size=8), GLOBS.map("".join).filter(lambda glob: not glob.endswith("/")))
def test_the_index_finds_what_a_look_at_every_path_finds(paths: list[str], glob: str) -> None:
    tree = Tree(commit="", sizes=dict.fromkeys(paths, 0))

    assert set(tree.match(glob)) == slowly(tree, glob)
    assert tree.match(glob) == tree.match(glob)


def test_shallow_paths_come_first() -> None:
    tree = Tree(commit="", sizes=dict.fromkeys(["z/a.py", "b.py", "a/b/c.py", "a/z.py"], 0))

    assert tree.match("**/*.py") == ("b.py", "a/z.py", "z/a.py", "a/b/c.py")


def test_the_index_is_no_part_of_a_tree() -> None:
    asked, fresh = (Tree(commit="", sizes={"a.py": 1}) for _ in range(2))
    asked.match("*.py")

    assert asked == fresh
    assert repr(asked) == repr(fresh)
