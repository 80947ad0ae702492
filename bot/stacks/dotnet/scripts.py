"""Finds the front ends that a project's own build makes by Node, so that Node is in the stage that publishes."""

from __future__ import annotations

import posixpath

from bot.stacks import front
from bot.stacks.claims import claim
from bot.stacks.dotnet.projects import located
from bot.stacks.folder import Folder
from bot.types import Claim, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.dotnet.projects import Project
    from bot.types import Snapshot

NODE = ("node",)
_CALLED = frozenset({"npm", "npx", "node", "yarn", "pnpm", "bun"})
_WISHES = frozenset({Topic.DEPENDENCY, Topic.PACKAGE_MANAGER})


def claims(snapshot: Snapshot, every: tuple[Project, ...]) -> Iterator[Claim]:
    """SYSTEM_PACKAGE_BUILD for Node where a build calls it, with what the front end asks of it and its manager."""
    whole = Folder(snapshot=snapshot)
    for project in every:
        line = next((line for line, word in _commands(project) if word in _CALLED), 0)
        if line or project.file.endswith(".esproj"):
            why = "the project's own build makes a front end by it"
            yield claim(Topic.SYSTEM_PACKAGE_BUILD, *NODE, at=whole.at(project.file, line), why=why)
            root = located(project.file, project.word("SpaRoot") or ".")
            said = front.claims(Folder(snapshot=snapshot, root=posixpath.normpath(root).removeprefix(".")), script="")
            yield from (one for one in said if isinstance(one, Claim) and one.topic in _WISHES)
            return


def _commands(project: Project) -> Iterator[tuple[int, str]]:
    """The first word of each command of a project file, and its line."""
    for one in project.documents[-1][1].every("Exec"):
        yield one.line, one.attributes.get("Command", "").partition(" ")[0]
