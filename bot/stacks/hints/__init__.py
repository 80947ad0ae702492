"""The project's own words: what its Procfile, platform, compose, CI and sample files say of how it is run.

Each source is one module: the files that it reads, and `read`, which makes Claims of them. Nothing of it is executed
as it stands: a command counts as plain words alone, and is held against the policy like any other.
"""

from __future__ import annotations

from bot.errors import ManifestUnreadable
from bot.stacks.claims import doubt
from bot.stacks.hints import needs
from bot.stacks.hints.reads import SOURCES, in_turn
from bot.types import Claim, Evidence, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from bot.stacks.folder import Folder
    from bot.types import Doubt, Facts

__all__ = ["READS", "SOURCES", "ecosystem", "heed", "needs", "read", "refused"]

READS = in_turn()


def read(folder: Folder, *, improving: bool = False) -> tuple[Claim | Doubt, ...]:
    """Everything that the sources say of one folder, in the order of their authority.

    An existing Dockerfile is asked only where it is to be improved: else it is left alone, or was made from all this.
    """
    asked = (name for name, globs in SOURCES if (improving or name != "container") and _there(folder, globs))
    return tuple(one for name in asked for one in _told(_source(name), folder))


def heed(facts: Facts, folder: Folder, said: tuple[Claim | Doubt, ...]) -> Facts:
    """The facts with what the project's own words settle."""
    if not said:
        return facts
    from bot.stacks.hints import heeding

    return heeding.heed(facts, folder, said)


def refused(plain: Facts, heeded: Facts) -> Facts:
    """The rules' own facts, with a doubt for each command that was heeded and that the policy does not allow."""
    from bot.stacks.hints import heeding

    return heeding.refused(plain, heeded)


def _there(folder: Folder, globs: tuple[str, ...]) -> bool:
    """Whether a source has a file to read, in the folder or in the repository's own."""
    return any(folder.match(glob) or folder.snapshot.match(glob) for glob in globs)


def _source(name: str) -> ModuleType:
    from importlib import import_module

    return import_module(f"bot.stacks.hints.{name}")


def _told(source: ModuleType, folder: Folder) -> Iterator[Claim | Doubt]:
    try:
        yield from source.read(folder)
    except ManifestUnreadable as problem:
        place = Evidence(path=problem.path)
        yield doubt(Topic.MANIFEST, f"{problem.sentence}; what it says is not taken over.", "Correct it.", place)


def ecosystem(said: tuple[Claim | Doubt, ...]) -> str:
    """The ecosystem whose image has the program that the project says it starts, "" where it says none."""
    starts = (one for one in said if isinstance(one, Claim) and one.topic is Topic.START and one.certain)
    first = next(starts, None)
    if first is None:
        return ""
    from bot.stacks.hints import words

    return words.ecosystem(first.value)
