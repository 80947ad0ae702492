"""C and C++: programs that CMake, Meson or make build."""

from __future__ import annotations

import re

from bot.stacks.claims import claim, doubt
from bot.stacks.folder import Folder, aside, roots
from bot.types import Claim, Doubt, Facts, Service, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.cpp.builds import Build, Program
    from bot.stacks.cpp.source import Picture
    from bot.types import Plan, Snapshot

NAME = "cpp"
BUILD_FILES = ("CMakeLists.txt", "meson.build", "Makefile")
_ENDINGS = ("c", "cc", "cpp", "cxx", "c++")
READS = (
    *BUILD_FILES,
    "src/CMakeLists.txt",
    *(f"main.{ending}" for ending in _ENDINGS),
    *(f"src/main.{ending}" for ending in _ENDINGS),
    "*/CMakeLists.txt",
    "*/meson.build",
    *(f"*.{ending}" for ending in _ENDINGS),
    *(f"src/*.{ending}" for ending in _ENDINGS),
)
PORT = 8080


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """Nothing: sources beyond the usual places are many, and say little of how a program is started."""
    del snapshot
    return ()


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """One Facts for each folder whose build makes a program of C or C++."""
    if not any(snapshot.match(f"**/*.{ending}") for ending in _ENDINGS):
        return ()
    places = roots(snapshot, *BUILD_FILES)
    found = (_service(Folder(snapshot=snapshot, root=root)) for root in places)
    services: list[Facts] = []
    for facts in found:  # what a build includes is no service of its own
        inside = any(facts.service.root.startswith(f"{up.service.root}/") for up in services) if facts else True
        if facts and not inside:
            services.append(facts)
    return tuple(services)


def _service(folder: Folder) -> Facts | None:
    from bot.stacks.cpp import builds, source

    build = builds.read(folder)
    names = [name for ending in _ENDINGS for name in folder.match(f"**/*.{ending}") if not aside(name)]
    files = {name: source.parse(folder.text(name)) for name in names if folder.text(name)}
    if not build or (build.tool == "make" and not any(picture.main for picture in files.values())):
        return None  # a Makefile runs anything; only one beside a main function makes this program
    meant = [one for one in build.programs if not re.search(r"tests?(?:$|_)|^test|bench", one.name, re.IGNORECASE)]
    if not meant:
        return None  # a library and its tests
    program, *others = sorted(meant, key=lambda one: _rank(one, build, folder.snapshot.name))
    every = (*_built(folder, build, program, others), *_libraries(folder, build), *_runs(folder, program, files))
    name = folder.root.rpartition("/")[2] or folder.snapshot.name
    return Facts(
        service=Service(name=name, root=folder.root),
        stack=NAME,
        claims=tuple(one for one in every if isinstance(one, Claim)),
        doubts=tuple(one for one in every if isinstance(one, Doubt)),
    )


def _rank(program: Program, build: Build, name: str) -> tuple[object, ...]:
    aside_ = bool(re.search(r"test|bench|example|demo", f"{program.name} {program.file}", re.IGNORECASE))
    return aside_, program.name not in {build.project, name}, program.file.count("/")


def _built(folder: Folder, build: Build, program: Program, others: list[Program]) -> Iterator[Claim | Doubt]:
    place = folder.at(program.file, program.line)
    yield claim(Topic.PACKAGE_MANAGER, build.tool, at=folder.at(build.file))
    yield claim(Topic.ENTRY, program.name, program.output, at=place, why="the program that the build makes")
    yield claim(Topic.START, "/app/app", at=place)
    if others:
        listed = ", ".join(sorted(one.name for one in others)[:6])
        yield doubt(
            Topic.ENTRY, f"{program.name} is one of several programs; beside it stand {listed}.", "Say which.", place
        )
    if build.fetches:
        why = "the build fetches sources by git"
        packages = ("git", "ca-certificates")
        yield claim(Topic.SYSTEM_PACKAGE_BUILD, *packages, at=folder.at(build.file, build.fetches), why=why)


def _libraries(folder: Folder, build: Build) -> Iterator[Claim | Doubt]:
    from bot.stacks.cpp.libraries import BUILT_IN, LIBRARIES

    seen: set[str] = set()
    for library in build.libraries:
        if library.name in BUILT_IN or library.name in seen:
            continue
        seen.add(library.name)
        place = folder.at(library.file, library.line)
        if library.name not in LIBRARIES:
            sentence = f"The build asks for {library.name}, and no Debian package is known for it here."
            yield doubt(Topic.SYSTEM_PACKAGE_BUILD, sentence, "Name the packages that hold it.", place)
            continue
        building, running = LIBRARIES[library.name]
        yield claim(Topic.SYSTEM_PACKAGE_BUILD, *building, at=place, why=f"{library.name} is linked")
        if running:
            yield claim(Topic.SYSTEM_PACKAGE_RUN, *running, at=place, why=f"{library.name} is linked")


def _runs(folder: Folder, program: Program, files: dict[str, Picture]) -> Iterator[Claim | Doubt]:
    """What the program does while it runs; the sources of other programs have no say."""
    from bot.stacks import beside

    own = {name: one for name, one in files.items() if not one.main or _of(name, program, files)}
    place = folder.at(program.file, program.line)
    listens = next(((name, one.listens) for name, one in own.items() if one.listens), None)
    endless = next(((name, one.endless) for name, one in own.items() if one.main and one.endless), None)
    if listens:
        yield from _web(folder, own, *listens)
    elif endless:
        yield claim(Topic.KIND, "worker", at=folder.at(*endless), why="it runs until it is stopped")
    else:
        yield claim(Topic.KIND, "job", at=place, why="nothing in it listens or repeats", certain=False)
    if handled := next(((name, one.terminate) for name, one in own.items() if one.terminate), None):
        yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=folder.at(*handled))
    variables = {word: folder.at(name, line) for name, one in own.items() for word, line in one.variables.items()}
    yield from (
        claim(Topic.VARIABLE, word, at=at) for word, at in variables.items() if word not in {"PORT", "PATH", "HOME"}
    )
    named = ((word, folder.at(name, line)) for name, one in own.items() for word, line in one.strings.items())
    yield from beside.claims(folder, named, *(f".{ending}" for ending in (*_ENDINGS, "h", "hpp")), "src/", "include/")


def _of(name: str, program: Program, files: dict[str, Picture]) -> bool:
    """Whether a file with a main function is the program's: it names it, or there is no other."""
    return name in program.sources or sum(bool(one.main) for one in files.values()) == 1


def _web(folder: Folder, own: dict[str, Picture], file: str, line: int) -> Iterator[Claim | Doubt]:
    yield claim(Topic.KIND, "web", at=folder.at(file, line))
    default = next(((name, *one.port) for name, one in own.items() if one.port), None)
    named = next(((name, *one.ports[0]) for name, one in own.items() if one.ports), None)
    if default and default[1]:
        why = "what the code takes where $PORT is not set"
        yield claim(Topic.PORT, str(default[1]), at=folder.at(default[0], default[2]), why=why)
    elif named and not default:
        yield claim(Topic.PORT, str(named[1]), at=folder.at(named[0], named[2]), why="the port that the code names")
    else:
        yield claim(Topic.PORT, str(PORT), at=folder.at(file, line), why="the usual one: none is named", certain=False)
    if loopback := next(((name, one.loopback) for name, one in own.items() if one.loopback), None):
        sentence = "The code listens on an address where nobody outside a container can reach it."
        yield doubt(Topic.PORT, sentence, "Listen on 0.0.0.0.", folder.at(*loopback))
    routes = ((name, *route) for name, one in own.items() for route in one.routes)
    plain = [one for one in routes if re.fullmatch(r"/(?:[a-z]*health[a-z]*|ping|ready|live)?", one[1])]
    if route := max(plain, key=lambda one: len(one[1]), default=None):
        yield claim(Topic.HEALTH_PATH, route[1], at=folder.at(route[0], route[2]))
    else:
        yield claim(Topic.HEALTH_PATH, "/", at=folder.at(file), why="no route for health was found", certain=False)


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """One stage that builds; the program alone goes on."""
    from bot.stacks.cpp import image

    return image.plan(facts, catalogue)
