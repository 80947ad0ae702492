"""A commit on GitHub as a source: what a look found is what is read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from bot.snapshot import Remote
from bot.types import Look, Repository, Tree, Unread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.ports import GitHub


class OneCommit:
    """The two questions that a source asks."""

    async def tree(self, sha: str, commit: str) -> Tree:
        assert sha == "7ree"
        return Tree(commit=commit, sizes={"app.py": 4})

    async def texts(self, commit: str, paths: Sequence[str]) -> Mapping[str, str | Unread]:
        return {path: f"{path} at {commit}" for path in paths}


def test_tree_and_texts_are_those_of_the_commit_that_was_looked_at() -> None:
    repository = Repository(id=1, owner="acme", name="shop", installation_id=2)
    look = Look(repository=repository, default_branch="main", commit="c0ffee", tree="7ree")
    remote = Remote(cast("GitHub", OneCommit()), look)

    tree = asyncio.run(remote.tree())
    texts = asyncio.run(remote.texts(["app.py"]))

    assert remote.name == "shop"
    assert tree == Tree(commit="c0ffee", sizes={"app.py": 4})
    assert texts == {"app.py": "app.py at c0ffee"}
