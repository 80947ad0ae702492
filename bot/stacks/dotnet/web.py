"""Says where a program listens, how it is told, and what a health check may ask: from its code and its settings."""

from __future__ import annotations

import posixpath
import re

from bot.errors import ManifestUnreadable
from bot.lazy import pattern
from bot.stacks.claims import REQUIRED, claim, doubt
from bot.stacks.dotnet import source
from bot.stacks.folder import Folder, table, word
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.dotnet.programs import Program
    from bot.types import Claim, Doubt, Evidence, Snapshot

PORT = 8080
SETTINGS = "appsettings.json"
_URL = pattern(r"http://([^:/]+|\[[0-9a-f:]*\]):(\d{2,5})")
_SET = frozenset({"PORT", "PATH", "HOME", "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS"})


def claims(snapshot: Snapshot, program: Program, start: tuple[str, ...]) -> Iterator[Claim | Doubt]:
    """START, PORT and HEALTH_PATH of a program that listens; `start` are the words without a port."""
    whole = Folder(snapshot=snapshot)
    files = program.files
    if default := next(((file, *one.port) for file, one in files.items() if one.port), None):
        place = whole.at(default[0], default[2])
        why = "what the code takes where $PORT is not set" if default[1] else "$PORT decides; this is its default"
        yield claim(Topic.PORT, str(default[1] or PORT), at=place, why=why, certain=bool(default[1]))
        yield claim(Topic.START, *start, at=place)
    elif fixed := _fixed(snapshot, program):
        host, number, place = fixed
        yield claim(Topic.PORT, str(number), at=place, why="the port that is named there")
        yield claim(Topic.START, *start, at=place)
        if source.loopback(host):
            sentence = f"It listens on {host}, where nobody outside a container can reach it."
            yield doubt(Topic.PORT, sentence, "Listen on 0.0.0.0, or leave the address to ASPNETCORE_URLS.", place)
    else:
        yield from _told(whole, program, start)
    yield from _health(whole, program)


def _told(whole: Folder, program: Program, start: tuple[str, ...]) -> Iterator[Claim]:
    """Nothing in the code names a port: the start command does, or a variable where the code takes no words of it."""
    takes = next(((file, one.takes) for file, one in program.files.items() if one.takes), None)
    if takes:
        place = whole.at(*takes)
        yield claim(Topic.PORT, str(PORT), at=place, why="$PORT decides; this is its default", certain=False)
        words = (*start, "--urls", "http://0.0.0.0:${PORT}")
        yield claim(Topic.START, *words, at=place, why="its builder takes the program's arguments")
    else:
        place = program.why.place(whole.snapshot)
        yield claim(Topic.PORT, str(PORT), at=place, why="what the image tells ASP.NET Core", certain=False)
        yield claim(Topic.START, *start, at=place)


def _fixed(snapshot: Snapshot, program: Program) -> tuple[str, int, Evidence] | None:
    """An address that code or settings name, and that no argument changes: host, port, place."""
    whole = Folder(snapshot=snapshot)
    for file, one in program.files.items():
        if one.addresses:
            host, number, line = one.addresses[0]
            return host, number, whole.at(file, line)
    name = posixpath.join(program.project.folder, SETTINGS)
    try:
        data = whole.json(name)
    except ManifestUnreadable:
        return None  # settings may hold comments; they are nothing that the build needs
    endpoints = table(data, "Kestrel", "Endpoints") or table(data, "Kestrel", "EndPoints")
    named = [word(endpoints, key, "Url") for key in endpoints]
    if not any(one.takes for one in program.files.values()):
        named += [word(data, "Urls"), word(data, "urls")]
    found = next((url for text in named if (url := _URL.search(text))), None)
    return (found[1], int(found[2]), whole.find(name, re.escape(found[0]))) if found else None


def _health(whole: Folder, program: Program) -> Iterator[Claim]:
    routes = [(file, *route) for file, one in program.files.items() for route in one.routes]
    plain = [one for one in routes if re.fullmatch(r"/[A-Za-z0-9/_.~-]{0,199}", one[1])]
    route = next((one for one in plain if source.health_route(one[1])), None)
    if route := route or next((one for one in plain if one[1] == "/"), None):
        yield claim(Topic.HEALTH_PATH, route[1], at=whole.at(route[0], route[2]))
    else:
        why = "no route for health was found"
        yield claim(Topic.HEALTH_PATH, "/", at=whole.at(program.project.file), why=why, certain=False)


def variables(snapshot: Snapshot, program: Program) -> Iterator[Claim]:
    """The environment variables that the code reads, and connection strings by the names that the environment has."""
    whole = Folder(snapshot=snapshot)
    seen: dict[str, Claim] = {}
    for file, one in program.files.items():
        for name, line in one.variables.items():
            needed = REQUIRED if name in one.required else ()
            if name not in _SET and re.fullmatch(r"\w{1,100}", name):
                seen.setdefault(name, claim(Topic.VARIABLE, name, *needed, at=whole.at(file, line)))
        for name, line in one.connections.items():
            if re.fullmatch(r"\w{1,80}", name):
                key = f"ConnectionStrings__{name}"
                why = f"how the environment gives the connection string {name}"
                seen.setdefault(key, claim(Topic.VARIABLE, key, at=whole.at(file, line), why=why))
    yield from seen.values()
