"""Finds the files and folders of a repository that literal paths in a compiled program's code name."""

from __future__ import annotations

import posixpath

from bot.stacks.claims import claim
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim, Evidence


def claims(folder: Folder, named: Iterable[tuple[str, Evidence]], *skipped: str) -> Iterator[Claim]:
    """COPY for each that is there, but for what has one of the endings; of nested ones the outermost alone."""
    seen: dict[str, Claim] = {}
    for word, place in named:
        found = existing(folder, word)
        if found and not found.endswith(skipped):
            seen.setdefault(found, claim(Topic.COPY, found, at=place, why="the code opens it while it runs"))
    yield from (one for name, one in seen.items() if not any(name != up and name.startswith(up) for up in seen))


def existing(folder: Folder, word: str) -> str:
    """The folder (with a slash at its end) or file that a path or pattern begins with, "" for none."""
    fixed, star, _ = word.partition("*")
    name = posixpath.normpath(fixed or ".")
    if name.startswith(("/", ".")):
        return ""
    if folder.has(name):
        return name
    if star and not fixed.endswith("/"):
        name = name.rpartition("/")[0]  # `views/page-*.html`
    return f"{name}/" if name and folder.match(f"{name}/**") else ""
