"""Reads samples of an environment, such as `.env.example`: names of variables, and values that tell no secret."""

from __future__ import annotations

from bot.lazy import pattern
from bot.stacks.claims import claim
from bot.stacks.hints import needs, telling
from bot.stacks.hints.reads import SAMPLES as NAMES
from bot.types import Evidence, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim

LONGEST = 500  # lines
_LINE = pattern(r"\s*(?:export\s+)?([A-Za-z_]\w{0,99})\s*=\s*(.*)")


def read(folder: Folder) -> Iterator[Claim]:
    """Of the folder's own samples; the first that is there."""
    name = folder.first(*NAMES)
    for number, line in enumerate(folder.text(name).split("\n")[:LONGEST] if name else (), 1):
        found = _LINE.fullmatch(line)
        if not found:
            continue
        value = found[2].split(" #")[0].strip().strip("'\"")
        at = folder.at(name, number)
        if found[1] == "PORT":
            yield from telling.port(value, Evidence(path=at.path, line=number, text="PORT"), name)
        yield from telling.variable(found[1], value, at)
        if service := needs.of_address(value):
            place = Evidence(path=at.path, line=number, text=found[1])
            yield claim(Topic.NEEDS, service, at=place, why=f"{found[1]} leads to it")
