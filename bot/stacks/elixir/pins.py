"""Says which Elixir and which Erlang a project of mix asks for."""

from __future__ import annotations

import re

from bot.stacks import tools
from bot.stacks.claims import claim
from bot.stacks.versions import OR_NEWER
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.elixir.mix import Mix
    from bot.stacks.folder import Folder
    from bot.types import Claim, Evidence

BUILDPACK = "elixir_buildpack.config"


def claims(folder: Folder, found: Mix) -> Iterator[Claim]:
    """RUNTIME for Elixir: a pin for people first, mix.exs names what will do; PACKAGE_MANAGER with Erlang's line."""
    pinned = (*tools.pins(folder, "elixir"), *_buildpack(folder, "elixir"))
    yield from pinned
    for value in _asked(found.elixir):
        yield claim(Topic.RUNTIME, *value, at=folder.at("mix.exs", found.elixir_line))
    with_otp = ((one, named[1]) for one in pinned if (named := re.search(r"-otp-(\d+)", one.value[0])))
    erlang = ((one, one.value[0]) for one in (*tools.pins(folder, "erlang"), *_buildpack(folder, "erlang")))
    place: tuple[Evidence, ...] = (folder.at("mix.exs"),)
    for one, text in (*with_otp, *erlang):
        if line := re.match(r"\d+", text):
            yield claim(Topic.PACKAGE_MANAGER, "mix", line[0], at=(*one.evidence, *place))
            return
    yield claim(Topic.PACKAGE_MANAGER, "mix", at=place)


def _asked(requirement: str) -> Iterator[tuple[str, ...]]:
    """A requirement as versions are resolved: `~> 1.15` is that or newer, and what `and` joins holds each by itself."""
    if found := re.fullmatch(r"\s*~>\s*(\d+\.\d+)\s*", requirement):
        yield found[1], OR_NEWER
    elif re.search(r"\bor\b", requirement):
        yield (re.sub(r"\s+and\s+", " ", re.sub(r"\s+or\s+", " || ", requirement.strip())),)
    else:
        yield from ((part.strip(),) for part in re.split(r"\band\b", requirement) if part.strip())


def _buildpack(folder: Folder, name: str) -> Iterator[Claim]:
    """What Heroku's buildpack for Elixir reads."""
    for number, line in enumerate(folder.text(BUILDPACK).split("\n"), 1):
        if found := re.fullmatch(rf"\s*{name}_version\s*=\s*[\"']?v?([\d.]+)[\"']?\s*", line):
            yield claim(Topic.RUNTIME, found[1], at=folder.at(BUILDPACK, number))
