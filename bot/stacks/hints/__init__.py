"""The project's own words: what its Procfile, platform, compose, CI and sample files say of how it is run.

Each source is one module: the files that it reads, and `read`, which makes Claims of them. Nothing of it is executed
as it stands: a command counts as plain words alone, and is held against the policy like any other.
"""

from __future__ import annotations

from bot.errors import ManifestUnreadable
from bot.stacks.claims import doubt
from bot.stacks.hints import (
    blueprints,
    compose,
    container,
    needs,
    pipelines,
    platforms,
    procfile,
    samples,
    spoken,
    words,
)
from bot.stacks.hints.heeding import heed, refused
from bot.types import Claim, Evidence, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from bot.stacks.folder import Folder
    from bot.types import Doubt

__all__ = ["READS", "SOURCES", "ecosystem", "heed", "needs", "read", "refused"]

# Order is meaning: of two that say something of the same topic, the earlier one counts.
SOURCES: tuple[ModuleType, ...] = (procfile, container, platforms, blueprints, compose, pipelines, spoken, samples)


def _reads() -> tuple[str, ...]:
    longest = max(len(source.READS) for source in SOURCES)
    return tuple(source.READS[place] for place in range(longest) for source in SOURCES if place < len(source.READS))


READS = _reads()


def read(folder: Folder, *, improving: bool = False) -> tuple[Claim | Doubt, ...]:
    """Everything that the sources say of one folder, in the order of their authority.

    An existing Dockerfile is asked only where it is to be improved: else it is left alone, or was made from all this.
    """
    asked = (source for source in SOURCES if improving or source is not container)
    return tuple(one for source in asked for one in _told(source, folder))


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
    return words.ecosystem(first.value) if first else ""
