"""A commit on GitHub as the source of a snapshot."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.ports import GitHub
    from bot.types import Look, Tree, Unread


class Remote:
    """The commit that a look found at the head of the default branch."""

    def __init__(self, github: GitHub, look: Look) -> None:
        self.name = look.repository.name
        self._github = github
        self._look = look

    async def tree(self) -> Tree:
        return await self._github.tree(self._look.tree, self._look.commit)

    async def texts(self, paths: Sequence[str]) -> Mapping[str, str | Unread]:
        return await self._github.texts(self._look.commit, paths)
