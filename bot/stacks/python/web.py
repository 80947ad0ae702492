"""Finds the web application of a service among its modules, and says how it is served."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.stacks import steps
from bot.stacks.claims import claim, doubt
from bot.stacks.python import modules, seen, servers, source
from bot.stacks.python.frameworks import FRAMEWORKS
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.stacks.folder import Folder
    from bot.stacks.python.frameworks import Framework
    from bot.stacks.python.requirements import Requirement
    from bot.stacks.python.seen import Built, Module
    from bot.types import Claim, Doubt, Evidence

_OBJECTS = ("app", "application", "api", "server", "asgi", "wsgi")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One application: the file, what it builds there, and the module that its routes are read from."""

    file: str
    built: Built
    module: Module


def find(folder: Folder, parsed: Mapping[str, Module]) -> Found | None:
    """The application most likely meant: an object before a factory, a known name before others, shallow first."""
    found = [Found(file=file, built=one, module=module) for file, module in parsed.items() for one in module.built]
    made = {
        f"{modules.locate(folder, one.file, one.module).dotted}.{one.built.name}": one.built.framework
        for one in found
        if one.built.factory
    }
    for file, module in parsed.items():
        for name, (called, line) in module.calls.items():
            if framework := made.get(called) or _by_name(called, module):
                found.append(
                    Found(file=file, built=seen.Built(name=name, framework=framework, line=line), module=module)
                )
    return min(found, key=_rank, default=None)


def _by_name(called: str, module: Module) -> str:
    """A factory of the same file is called by its bare name."""
    return next((one.framework for one in module.built if one.factory and one.name == called), "")


def _rank(found: Found) -> tuple[object, ...]:
    name = found.built.name
    known = _OBJECTS if not found.built.factory else source.FACTORY_NAMES
    return (
        found.built.factory,
        known.index(name) if name in known else len(known),
        modules.likelihood(found.file),
        found.built.line,
    )


def claims(
    folder: Folder, found: Found, parsed: Mapping[str, Module], declared: Mapping[str, Requirement]
) -> Iterator[Claim | Doubt]:
    """Everything that a plan needs to serve it."""
    framework = FRAMEWORKS[found.built.framework]
    place = folder.at(found.file, found.built.line)
    located = modules.locate(folder, found.file, found.module)
    packages = tuple(declared[name].evidence for name in (framework.package,) if name in declared)
    yield claim(Topic.KIND, "web", at=place)
    yield claim(Topic.FRAMEWORK, framework.name, at=(place, *packages))
    file = found.file
    runs = file if found.module.listens else next((name for name, one in parsed.items() if one.listens), "")
    interface = "aiohttp" if framework.name == "aiohttp" and not runs else framework.interface
    if interface == "own":
        file = runs or file
        yield from _by_itself(folder, file, parsed[file], framework)
    else:
        yield claim(Topic.ENTRY, f"{located.dotted}:{found.built.name}", located.import_root, at=place)
        yield from _served(found, located.dotted, interface, declared, place)
    yield from listening(folder, file, parsed)
    yield health(folder, found.file, found.module, found.built.name)


def _by_itself(folder: Folder, file: str, module: Module, framework: Framework) -> Iterator[Claim]:
    """One that serves itself: the file that listens is run, as a module where it imports its neighbours as one."""
    place = folder.at(file, module.listens[0].line if module.listens else 0)
    located = modules.locate(folder, file, module)
    packaged = module.relative and "." in located.dotted
    start = ("python", "-m", located.dotted) if packaged else ("python", file)
    yield claim(Topic.ENTRY, *((located.dotted, located.import_root) if packaged else (file,)), at=place)
    yield claim(Topic.START, *start, at=place, why=f"{framework.name} serves itself")
    if module.sigterm or framework.stops:
        yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=place, why=f"{framework.name} handles it")


def _served(
    found: Found, dotted: str, interface: str, declared: Mapping[str, Requirement], place: Evidence
) -> Iterator[Claim]:
    names = set(declared)
    if any(one.name == "fastapi" and {"standard", "all"} & {*one.extras} for one in declared.values()):
        names.add("uvicorn")  # fastapi[standard] brings it
    target = f"{dotted}:{found.built.name}"
    served = servers.serve(interface, target, factory=found.built.factory, declared=names)
    known = declared.get(served.server) or (declared.get("fastapi") if served.server in names else None)
    yield claim(Topic.START, *served.start, at=(place, *([known.evidence] if known else [])))
    if served.server not in names:
        why = f"no manifest declares a server for {interface.upper()}; the development server is not for production"
        yield claim(Topic.SERVER, served.server, at=place, why=why)
    if served.stops:
        yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=place, why=f"{served.server} handles it")


def listening(folder: Folder, file: str, parsed: Mapping[str, Module]) -> Iterator[Claim | Doubt]:
    """PORT: what the code binds or takes as the variable's default; else 8080."""
    module = parsed[file]
    bound = next(((one, *one.port) for one in module.listens if one.port), None)
    default = next(((name, *one.port) for name, one in {file: module, **parsed}.items() if one.port), None)
    if bound:
        yield claim(Topic.PORT, str(bound[1]), at=folder.at(file, bound[2]), why="the port that the code names")
    elif default:
        why = "what the code takes where $PORT is not set"
        yield claim(Topic.PORT, str(default[1]), at=folder.at(default[0], default[2]), why=why)
    else:
        place = folder.at(file, module.listens[0].line) if module.listens else folder.at(file)
        yield claim(Topic.PORT, str(steps.PORT), at=place, why="$PORT decides; this is its default", certain=False)
    for one in module.listens:
        if one.host not in {"127.0.0.1", "localhost", "::1"}:
            continue
        yield doubt(
            Topic.PORT,
            f"The code listens on {one.host} when its file is run, where nobody outside a container could reach it.",
            "Listen on 0.0.0.0, or read the host from a variable.",
            folder.at(file, one.line),
        )


def health(folder: Folder, file: str, module: Module, name: str) -> Claim:
    """The path that a probe asks for: a route for health, else any page, else `/` (which need not exist to answer)."""
    own = [(path, line) for owner, path, line in module.routes if owner == name]
    plain = [(path, line) for path, line in own if re.fullmatch(r"/[A-Za-z0-9/_.~-]{0,199}", path)]
    for path, line in sorted(plain, key=lambda route: (not source.health_route(route[0]), route[0] != "/")):
        if source.health_route(path) or path == "/":
            return claim(Topic.HEALTH_PATH, path, at=folder.at(file, line))
    return claim(Topic.HEALTH_PATH, "/", at=folder.at(file), why="no route for health was found", certain=False)
