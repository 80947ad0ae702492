"""Short ways to what a source says of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.types import Claim
from tests.bot.stacks.pictures import folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from bot.types import Topic

Said = list[tuple[str, str]]


def said(source: ModuleType, files: Mapping[str, str], topic: Topic, root: str = "") -> Said:
    """Each claim on a topic as one line of words, and where it was read."""
    found = [one for one in source.read(folder(files, root)) if isinstance(one, Claim) and one.topic is topic]
    return [(" ".join(one.value), str(one.evidence[0])) for one in found]


def doubted(source: ModuleType, files: Mapping[str, str], root: str = "") -> str:
    """The sentences of all doubts."""
    return " ".join(one.sentence for one in source.read(folder(files, root)) if not isinstance(one, Claim))
