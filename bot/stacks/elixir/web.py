"""Says where a project of mix listens, what a health check may ask, which variables it reads, and how it migrates."""

from __future__ import annotations

import re

from bot.stacks.claims import REQUIRED, claim, doubt
from bot.stacks.elixir import source
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.stacks.elixir.mix import Dependency
    from bot.stacks.elixir.source import Picture
    from bot.stacks.folder import Folder
    from bot.types import Claim, Doubt, Evidence

PORT = 4000  # what Phoenix and Plug listen on where nothing else is said
_SET = frozenset({"PORT", "PHX_SERVER", "MIX_ENV", "PATH", "HOME", "LANG"})
_DECIDING = ("config/runtime.exs", "config/releases.exs", "config/prod.exs", "config/config.exs")


def claims(
    folder: Folder, files: Mapping[str, Picture], framework: tuple[str, Evidence] | None
) -> Iterator[Claim | Doubt]:
    """PORT, HEALTH_PATH, and the variable that makes Phoenix listen."""
    yield from _port(folder, files)
    if framework and framework[0] == "Phoenix":
        yield from _served(folder, files, framework[1])
    if found := next(((file, one.loopback) for file, one in files.items() if one.loopback), None):
        sentence = "It listens on 127.0.0.1, where nobody outside a container can reach it."
        yield doubt(Topic.PORT, sentence, "Listen on {0, 0, 0, 0} in production.", folder.at(*found))
    routes = [(file, *route) for file, one in files.items() for route in one.routes]
    plain = [one for one in routes if re.fullmatch(r"/[A-Za-z0-9/_.~-]{0,199}", one[1])]
    route = next((one for one in plain if source.health_route(one[1])), None)
    if route := route or next((one for one in plain if one[1] == "/"), None):
        yield claim(Topic.HEALTH_PATH, route[1], at=folder.at(route[0], route[2]))
    else:
        why = "no route for health was found"
        yield claim(Topic.HEALTH_PATH, "/", at=folder.at("mix.exs"), why=why, certain=False)


def _port(folder: Folder, files: Mapping[str, Picture]) -> Iterator[Claim]:
    ordered = sorted(files.items(), key=lambda item: _DECIDING.index(item[0]) if item[0] in _DECIDING else 9)
    read = next(((file, *one.port) for file, one in ordered if one.port), None)
    named = next(((file, *one.named) for file, one in ordered if one.named and one.named[0]), None)
    if read and read[1]:
        why = "what the code takes where $PORT is not set"
        yield claim(Topic.PORT, str(read[1]), at=folder.at(read[0], read[2]), why=why)
    elif named and not read:
        yield claim(Topic.PORT, str(named[1]), at=folder.at(named[0], named[2]), why="the port that is named there")
    else:
        place = folder.at(read[0], read[2]) if read else folder.at("mix.exs")
        why = "$PORT decides; this is its default" if read else "what it listens on where nothing is said"
        yield claim(Topic.PORT, str(PORT), at=place, why=why, certain=False)


def _served(folder: Folder, files: Mapping[str, Picture], place: Evidence) -> Iterator[Claim | Doubt]:
    """A release of Phoenix listens only where it is told to."""
    if asked := next(((file, one.server) for file, one in files.items() if one.server), None):
        yield claim(Topic.VARIABLE, "PHX_SERVER", "true", at=folder.at(*asked), why="it makes the release listen")
    elif not any(one.serves for one in files.values()):
        sentence = "Nothing in the configuration tells the release to listen (server: true, or PHX_SERVER)."
        yield doubt(Topic.PORT, sentence, "Set server: true for the endpoint in config/runtime.exs.", place)


def variables(folder: Folder, files: Mapping[str, Picture]) -> Iterator[Claim]:
    """The environment variables that configuration and code read."""
    seen: dict[str, Claim] = {}
    for file, one in files.items():
        for name, line in one.variables.items():
            if name not in _SET and re.fullmatch(r"\w{1,100}", name) and not name.lower().endswith("_proxy"):
                early = "config/" in file  # code may never come to what it cannot do without
                needed = REQUIRED if early and name in one.required else ()
                seen.setdefault(name, claim(Topic.VARIABLE, name, *needed, at=folder.at(file, line)))
    yield from seen.values()


def migrations(
    folder: Folder, files: Mapping[str, Picture], name: str, ecto: tuple[str, Dependency] | None
) -> Iterator[Claim | Doubt]:
    """RELEASE: what migrates a database before a new version starts."""
    script = "rel/overlays/bin/migrate"
    if folder.has(script):
        yield claim(Topic.RELEASE, "/app/bin/migrate", at=folder.at(script))
        return
    for file, one in files.items():
        module = re.search(r"^\s*defmodule\s+([\w.]+)", folder.text(file), re.MULTILINE)
        if one.migrates and module and file.endswith("release.ex"):
            place = folder.at(file, one.migrates)
            yield claim(Topic.RELEASE, f"/app/bin/{name}", "eval", f"{module[1]}.migrate()", at=place)
            return
    if ecto and folder.match("priv/*/migrations/*.exs"):
        sentence = "Nothing in a release runs the migrations of the database: mix is not in the image."
        settle = "Add a module that runs them: mix phx.gen.release writes one."
        yield doubt(Topic.RELEASE, sentence, settle, folder.at(ecto[0], ecto[1].line))
