"""Files that are there and were not read: what depends on them is said, and never planned as if they were empty."""

from __future__ import annotations

from bot.lazy import pattern
from bot.stacks.claims import doubt
from bot.stacks.folder import aside
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.stacks.folder import Folder
    from bot.types import Doubt, Snapshot

_TELLING = pattern(
    r"(?:[^/]+/){0,2}(?:package\.json|pyproject\.toml|requirements\.txt|Pipfile|setup\.py|manage\.py|go\.mod|Cargo\.toml"
    r"|index\.html|(?:main|app|server|index|bot|run|start|worker|cli)\.(?:py|[cm]?[jt]s|go|rs|c|cc|cpp))"
)


def manifests(folder: Folder, names: Iterable[str]) -> Iterator[Doubt]:
    """A doubt for each file that an install goes by and that has no text here."""
    for name in dict.fromkeys(names):
        if reason := folder.unread(name):
            yield doubt(
                Topic.MANIFEST,
                f"{folder.path(name)} {reason}: what it asks for was not looked at, and the image may lack it.",
                "Commit it as a plain file of text, or check that the build does with it what you mean.",
                folder.at(name),
            )


def entry(folder: Folder, name: str) -> Iterator[Doubt]:
    """A doubt where the file that is started has no text here."""
    if reason := folder.unread(name):
        yield doubt(
            Topic.ENTRY,
            f"{folder.path(name)} {reason}: whether it listens, where, and what it needs is not known.",
            "Commit it as a plain file of text, or correct what was taken for it.",
            folder.at(name),
        )


def sentences(snapshot: Snapshot) -> tuple[str, ...]:
    """What each unread file is that could have been an application's manifest or entry point."""
    every = {**snapshot.tree.unread, **snapshot.unread}
    telling = (path for path in sorted(every) if _TELLING.fullmatch(path) and not aside(path))
    return tuple(f"{path} {every[path]}" for path in telling)
