"""Reads what is said in passing: Makefile targets, commands of a README, a devcontainer; it only supports others."""

from __future__ import annotations

from bot.errors import ManifestUnreadable
from bot.lazy import pattern
from bot.stacks.claims import claim
from bot.stacks.hints import needs, telling, words
from bot.stacks.hints.container import RUNTIMES
from bot.stacks.hints.reads import DEVCONTAINER, MAKEFILES, READMES
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim

LONGEST = 3_000  # lines
_STARTS = frozenset({"start", "run", "serve", "run-prod", "prod", "production", "server", "up"})
_RELEASES = frozenset({"migrate", "migrations", "db-migrate", "migrate-up"})
_TARGET = pattern(r"([A-Za-z0-9_.-]+)\s*:(?![=:])")
_PUBLISH = pattern(r"(?:-p|--publish)[ =](?:[\d.]+:)?\d{2,5}:(\d{2,5})\b")
_TAG = pattern(r"(?:\d+-)?(\d+(?:\.\d+){0,2})")  # `1-3.12-bookworm`: the image's own version may come first


def read(folder: Folder) -> Iterator[Claim]:
    """Of the folder's own files; nothing here is certain."""
    if makefile := folder.first(*MAKEFILES):
        yield from _make(folder, makefile)
    if readme := folder.first(*READMES):
        yield from _readme(folder, readme)
    yield from _devcontainer(folder)


def _make(folder: Folder, name: str) -> Iterator[Claim]:
    target = ""
    for number, line in enumerate(folder.text(name).split("\n")[:LONGEST], 1):
        if line.startswith("\t"):
            said = words.read(line.strip().lstrip("@-"))
            if said and target in _STARTS:
                yield from _command(said, folder, name, number)
            elif said and target in _RELEASES:
                why = f"make {target} runs it; the image never does"
                yield claim(Topic.RELEASE, *said.argv, at=folder.at(name, number), why=why, certain=False)
        elif found := _TARGET.match(line):
            target = found[1]


def _command(said: words.Command, folder: Folder, name: str, line: int) -> Iterator[Claim]:
    if not said.develops and not said.before and not said.folder:
        why = f"{name} says so"
        yield claim(Topic.START, *said.argv, at=folder.at(name, line), why=why, certain=False)


def _readme(folder: Folder, name: str) -> Iterator[Claim]:
    """Commands in fenced blocks alone: prose is no command."""
    fenced = False
    for number, line in enumerate(folder.text(name).split("\n")[:LONGEST], 1):
        plain = line.strip()
        if plain.startswith(("```", "~~~")):
            fenced = not fenced
        elif fenced and (said := words.read(plain.removeprefix("$ "))):
            if any(map(needs.of_image, said.argv)):
                continue  # a database that is run beside
            if said.argv[0] == "docker" and (found := _PUBLISH.search(plain)):
                yield from telling.port(found[1], folder.at(name, number), name)
            elif words.starts_programs(said.argv):
                yield from _command(said, folder, name, number)


def _devcontainer(folder: Folder) -> Iterator[Claim]:
    """JSON with comments; where it does not parse, it says nothing."""
    if not folder.text(DEVCONTAINER):
        return
    from bot.stacks.javascript import relaxed

    try:
        data = relaxed.load(folder, DEVCONTAINER)
    except ManifestUnreadable:
        return
    ports = data.get("forwardPorts")
    if isinstance(ports, list) and len(ports) == 1:
        place = folder.find(DEVCONTAINER, r'"forwardPorts"')
        yield from telling.port(str(ports[0]), place, "the devcontainer")
    image, _, tag = str(data.get("image", "")).partition(":")
    tool = RUNTIMES.get(image.rpartition("/")[2], "")
    found = _TAG.match(tag)
    if tool and found:
        place = folder.find(DEVCONTAINER, r'"image"')
        yield claim(Topic.RUNTIME, found[1], tool, at=place, why="the devcontainer is of it", certain=False)
