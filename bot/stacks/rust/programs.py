"""Chooses the program of a Rust repository, and says what it is and how it is started."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.stacks.claims import claim, doubt
from bot.stacks.folder import aside, word, words
from bot.stacks.rust import manifest, source
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.stacks.folder import Folder
    from bot.stacks.rust.manifest import Package, Program
    from bot.stacks.rust.source import Picture
    from bot.types import Claim, Doubt, Evidence

_USUAL = ("server", "api", "web", "app", "main", "service", "backend")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
PORT = 8080
# Web frameworks by their package: what they are called, and whether they end on SIGTERM by themselves.
FRAMEWORKS = {
    "rocket": ("Rocket", True),
    "actix-web": ("Actix Web", True),
    "axum": ("Axum", False),
    "warp": ("Warp", False),
    "poem": ("Poem", False),
    "salvo": ("Salvo", False),
    "tide": ("Tide", False),
    "tonic": ("tonic", False),
    "hyper": ("hyper", False),
    "tiny_http": ("tiny_http", False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The program that was chosen, and the pictures of what it may be made of: its own file first."""

    program: Program
    others: tuple[Program, ...]
    files: Mapping[str, Picture]


def find(folder: Folder, packages: tuple[Package, ...]) -> Found | None:
    """The program most likely meant."""
    every = [program for package in packages for program in manifest.programs(folder, package)]
    if not every:
        return None
    defaults = words(folder.toml("Cargo.toml"), "workspace", "default-members")
    names = {folder.snapshot.name, folder.root.rpartition("/")[2]}

    def rank(program: Program) -> tuple[object, ...]:
        package = program.package
        usual = _USUAL.index(program.name) if program.name in _USUAL else len(_USUAL)
        return (
            program.name != word(package.data, "package", "default-run"),
            bool(defaults) and package.root not in defaults,
            program.name not in names,
            not source.parse(folder.text(program.file)).binds,
            program.name != package.name,
            usual,
            program.file,
        )

    chosen, *others = sorted(every, key=rank)
    mains = {program.file for program in every}
    inside = [name for name in folder.match("**/*.rs") if name not in mains and not aside(name) and folder.text(name)]
    files = {name: source.parse(folder.text(name)) for name in (chosen.file, *inside)}
    return Found(program=chosen, others=tuple(others), files=files)


def claims(folder: Folder, found: Found) -> Iterator[Claim | Doubt]:
    """What the program is, where it listens, how it is started and stopped."""
    program = found.program
    place = folder.find(program.file, r"^\s*(?:pub\s+)?(?:async\s+)?fn\s+main\b")
    member = (program.package.file,) if program.package.root else ()
    yield claim(Topic.ENTRY, program.name, *member, at=(place, folder.at(program.package.file)))
    yield claim(Topic.START, "/app/app", at=place)
    if found.others and not word(program.package.data, "package", "default-run"):
        listed = ", ".join(sorted(one.name for one in found.others)[:6])
        sentence = f"{program.name} is one of several programs; beside it stand {listed}."
        yield doubt(Topic.ENTRY, sentence, "Say which one with default-run in Cargo.toml.", place)
    framework = next((name for name in FRAMEWORKS if name in program.package.dependencies()), "")
    binds = next(((name, line) for name, p in found.files.items() if (line := p.binds or p.rocket)), None)
    if framework and binds:
        title = FRAMEWORKS[framework][0]
        yield claim(Topic.FRAMEWORK, title, at=dependency(folder, program.package, framework))
    if binds:
        yield from _web(folder, found, framework, *binds)
    else:
        yield from _kind(folder, found)
    yield from _signal(folder, found, framework if binds else "")


def dependency(folder: Folder, package: Package, name: str) -> Evidence:
    return folder.find(package.file, rf"^\s*(?:\[dependencies\.)?[\"']?{re.escape(name)}[\"']?\s*[=.\]]")


def _kind(folder: Folder, found: Found) -> Iterator[Claim]:
    name, line = next(((name, p.endless) for name, p in found.files.items() if p.endless), ("", 0))
    if name == found.program.file:
        yield claim(Topic.KIND, "worker", at=folder.at(name, line), why="it runs until it is stopped")
    else:
        place = folder.at(found.program.file)
        yield claim(Topic.KIND, "job", at=place, why="nothing in it listens or repeats", certain=False)


def _signal(folder: Folder, found: Found, framework: str) -> Iterator[Claim]:
    """How it is stopped; without a claim an init passes the signal on."""
    terminate = next(((name, p.terminate) for name, p in found.files.items() if p.terminate), None)
    interrupt = next(((name, p.interrupt) for name, p in found.files.items() if p.interrupt), None)
    if terminate:
        yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=folder.at(*terminate))
    elif FRAMEWORKS.get(framework, ("", False))[1]:
        place = dependency(folder, found.program.package, framework)
        yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=place, why=f"{FRAMEWORKS[framework][0]} handles it")
    elif interrupt:
        why = "the program waits for Ctrl-C alone"
        yield claim(Topic.STOP_SIGNAL, "SIGINT", at=folder.at(*interrupt), why=why)


def _web(folder: Folder, found: Found, framework: str, file: str, line: int) -> Iterator[Claim | Doubt]:
    yield claim(Topic.KIND, "web", at=folder.at(file, line))
    if framework == "rocket":
        port = folder.toml("Rocket.toml").get("default")
        number = str(port["port"]) if isinstance(port, dict) and isinstance(port.get("port"), int) else "8000"
        named = folder.find("Rocket.toml", r"^\s*port\s*=") if number != "8000" else folder.at(file, line)
        yield claim(Topic.PORT, number, at=named, why="ROCKET_PORT decides; this is its default", certain=False)
    else:
        yield from _port(folder, found, file, line)
    routes = [(name, *route) for name, picture in found.files.items() for route in picture.routes]
    plain = [one for one in routes if re.fullmatch(r"/[A-Za-z0-9/_.~-]{0,199}", one[1])]
    route = next((one for one in plain if source.health_route(one[1])), None)
    if route := route or next((one for one in plain if one[1] == "/"), None):
        yield claim(Topic.HEALTH_PATH, route[1], at=folder.at(route[0], route[2]))
    else:
        yield claim(Topic.HEALTH_PATH, "/", at=folder.at(file), why="no route for health was found", certain=False)


def _port(folder: Folder, found: Found, file: str, line: int) -> Iterator[Claim | Doubt]:
    default = next(((name, *p.port) for name, p in found.files.items() if p.port), None)
    named = next(((name, one) for name, picture in found.files.items() for one in picture.addresses), None)
    if default and default[1]:
        why = "what the code takes where $PORT is not set"
        yield claim(Topic.PORT, str(default[1]), at=folder.at(default[0], default[2]), why=why)
    elif default or not named:
        place = folder.at(default[0], default[2]) if default else folder.at(file, line)
        yield claim(Topic.PORT, str(PORT), at=place, why="$PORT decides; this is its default", certain=False)
    else:
        place = folder.at(named[0], named[1].line)
        yield claim(Topic.PORT, str(named[1].port), at=place, why="the port that the code names")
    if named and named[1].host in _LOOPBACK:
        yield doubt(
            Topic.PORT,
            f"The code listens on {named[1].host}, where nobody outside a container can reach it.",
            "Listen on 0.0.0.0, or read the host from a variable.",
            folder.at(named[0], named[1].line),
        )
