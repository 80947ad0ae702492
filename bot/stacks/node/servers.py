"""Servers and programs: what is started, which file that is, and where it listens."""

from __future__ import annotations

import re

from bot.stacks import steps, unread
from bot.stacks.claims import claim, doubt
from bot.stacks.folder import aside, table, word
from bot.stacks.javascript import source
from bot.stacks.node import scripts
from bot.stacks.node.managers import manager
from bot.stacks.node.sites import dependencies
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.javascript.source import Module
    from bot.types import Claim, Doubt, Evidence

FRAMEWORKS = {
    "@nestjs/core": "Nest",
    "express": "Express",
    "fastify": "Fastify",
    "koa": "Koa",
    "hono": "Hono",
    "@hapi/hapi": "hapi",
    "restify": "restify",
    "polka": "Polka",
    "@adonisjs/core": "AdonisJS",
}
PRODUCTION = ("NODE_ENV", "production")  # the image sets it, too
WORKERS = ("discord.js", "bullmq", "bull", "telegraf", "grammy", "amqplib", "kafkajs", "node-cron", "agenda")
FILES = ("server", "index", "app", "main", "start", "bot", "worker")
ENDINGS = ("js", "mjs", "cjs", "ts", "mts")
_DEVELOPMENT = {"nodemon", "ts-node-dev", "tsnd"}


def claims(folder: Folder, manifest: dict[str, object]) -> Iterator[Claim | Doubt]:
    """START, ENTRY, KIND and what follows from them; nothing where nothing can be started."""
    started = list(_start(folder, manifest))
    if not started:
        return
    entry = next((one.value[0] for one in started if one.topic is Topic.ENTRY), "")
    modules = {name: source.parse(folder.text(name)) for name in _sources(folder, entry)}
    said = list(_as_the_manager_does(folder, manifest, started, modules))
    yield from said
    yield from _left_out(folder, manifest, said)
    yield from unread.entry(folder, entry)
    yield from _program(folder, manifest, modules)


def _left_out(folder: Folder, manifest: dict[str, object], said: list[Claim]) -> Iterator[Doubt]:
    """A doubt for the variables that a start script sets, where the program is started without the script."""
    script = scripts.read(word(manifest, "scripts", "start"))
    other = scripts.read(word(manifest, "scripts", scripts.runs(script.argv)))
    taken = other.settings if other.plain and not other.before else ()
    names = dict.fromkeys(name for name, value in (*script.settings, *taken) if (name, value) != PRODUCTION)
    if names and not any(one.topic is Topic.START and one.value[1:] == ("run", "start") for one in said):
        yield doubt(
            Topic.START,
            f"The start script sets {', '.join(names)}, which the image leaves out.",
            "Set what the program needs where the container runs.",
            folder.find("package.json", r'"start"\s*:'),
        )


def _as_the_manager_does(
    folder: Folder, manifest: dict[str, object], started: list[Claim], modules: dict[str, Module]
) -> Iterator[Claim]:
    """START by the package manager for a program that reads what only a manager sets: `npm_package_version` …"""
    reads = next(
        ((name, line) for name, one in modules.items() for key, line in one.variables.items() if key[:4] == "npm_"),
        None,
    )
    if not reads or not word(manifest, "scripts", "start"):
        yield from started
        return
    yield from (one for one in started if one.topic is not Topic.START)
    why = "the program reads variables that a package manager sets"
    yield claim(Topic.START, manager(folder, manifest), "run", "start", at=folder.at(*reads), why=why)


def _start(folder: Folder, manifest: dict[str, object]) -> Iterator[Claim]:
    """By scripts.start, by main, by a file with a program's name."""
    text = word(manifest, "scripts", "start")
    place = folder.find("package.json", r'"start"\s*:')
    script = scripts.read(text)
    if text and (not script.plain or any(words[:1] == ("cd",) for words in script.before)):
        yield claim(Topic.START, "npm", "run", "start", at=place, why="the script needs a shell")
        return
    if text:
        argv = _resolved(manifest, script.argv)
        for words in script.before:
            if scripts.runs(words) != "build":  # the build is a step of its own
                yield claim(Topic.BUILD, *words, at=place)
        yield claim(Topic.START, *argv, at=place)
        if file := _file_of(folder, argv):
            yield claim(Topic.ENTRY, file, at=place)
        return
    main = word(manifest, "main").removeprefix("./")
    if (main and folder.has(main)) or (main and word(manifest, "scripts", "build")):
        at = folder.find("package.json", r'"main"\s*:')
        yield claim(Topic.ENTRY, main, at=at)
        yield claim(Topic.START, "node", main, at=at)
    elif file := _conventional(folder):
        yield claim(Topic.ENTRY, file, at=folder.at(file))
        yield claim(Topic.START, "node", file, at=folder.at(file))


def _resolved(manifest: dict[str, object], argv: tuple[str, ...]) -> tuple[str, ...]:
    """What a start script comes to: another script's words, and no reloader of development."""
    other = word(manifest, "scripts", scripts.runs(argv))
    if other and (script := scripts.read(other)).plain and not script.before:
        argv = script.argv
    if argv[0] in _DEVELOPMENT:
        return ("node", *argv[1:])
    return argv


def _file_of(folder: Folder, argv: tuple[str, ...]) -> str:
    """The file that a command runs, as a name in the folder."""
    for name in (one.removeprefix("./") for one in argv[1:] if not one.startswith("-")):
        for candidate in (name, *(f"{name}.{ending}" for ending in ENDINGS), f"{name}/index.js"):
            if folder.has(candidate) or (candidate == name and re.search(r"\.[cm]?js$", name)):
                return candidate
    return ""


def _conventional(folder: Folder) -> str:
    places = [f"{base}{name}.{ending}" for base in ("", "src/") for name in FILES for ending in ENDINGS[:3]]
    return folder.first(*places)


def _program(folder: Folder, manifest: dict[str, object], modules: dict[str, Module]) -> Iterator[Claim | Doubt]:
    """FRAMEWORK, KIND, PORT, HEALTH_PATH, STOP_SIGNAL and VARIABLE, from the sources."""
    declared = dependencies(manifest)
    framework = next((name for name in FRAMEWORKS if name in table(manifest, "dependencies")), "")
    package = folder.find("package.json", f'"{re.escape(framework)}"\\s*:') if framework else None
    if package:
        yield claim(Topic.FRAMEWORK, FRAMEWORKS[framework], at=package)
    bound = next(((name, one) for name, module in modules.items() for one in module.listens), None)
    start = folder.find("package.json", r'"start"\s*:')
    if bound or framework:
        yield claim(Topic.KIND, "web", at=folder.at(bound[0], bound[1].line) if bound else start)
        yield from _listening(folder, bound, modules, start)
        yield from _unreachable(folder, bound, framework)
        yield _health(folder, modules, start)
    elif worker := next((name for name in WORKERS if name in declared), ""):
        yield claim(Topic.KIND, "worker", at=folder.find("package.json", f'"{re.escape(worker)}"\\s*:'))
    elif endless := next(((name, module.endless) for name, module in modules.items() if module.endless), None):
        yield claim(Topic.KIND, "worker", at=folder.at(*endless))
    else:
        yield claim(Topic.KIND, "job", at=start, why="nothing in it listens or repeats", certain=False)
    for name, module in modules.items():
        if module.sigterm:
            yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=folder.at(name, module.sigterm), why="the program handles it")
            break
    yield from _variables(folder, modules)


def _sources(folder: Folder, entry: str) -> tuple[str, ...]:
    """The entry point's own source first, then the other files that were read."""
    stem = re.sub(r"^(dist|build|lib|out)/", "src/", entry).rpartition(".")[0]
    found = [name for ending in ENDINGS for name in folder.match(f"**/*.{ending}")]
    own = [
        name
        for name in found
        if folder.text(name) and not aside(name) and not name.endswith((".d.ts", ".config.js", ".config.ts"))
    ]
    return tuple(sorted(own, key=lambda name: (name != entry, name.rpartition(".")[0] != stem, name.count("/"), name)))


def _listening(
    folder: Folder, bound: tuple[str, source.Listens] | None, modules: dict[str, Module], start: Evidence
) -> Iterator[Claim]:
    """PORT: what the code binds or takes as the variable's default; else 8080."""
    default = next(((name, *module.port) for name, module in modules.items() if module.port), None)
    if bound and bound[1].port:
        place = folder.at(bound[0], bound[1].port_line)
        yield claim(Topic.PORT, str(bound[1].port), at=place, why="the port that the code names")
    elif default:
        why = "what the code takes where $PORT is not set"
        yield claim(Topic.PORT, str(default[1]), at=folder.at(default[0], default[2]), why=why)
    else:
        place = folder.at(bound[0], bound[1].line) if bound else start
        yield claim(Topic.PORT, str(steps.PORT), at=place, why="$PORT decides; this is its default", certain=False)


def _unreachable(folder: Folder, bound: tuple[str, source.Listens] | None, framework: str) -> Iterator[Doubt]:
    """A program that listens inside its container alone; Fastify does unless it is told a host."""
    if bound and (source.loopback(bound[1].host) or (framework == "fastify" and not bound[1].host)):
        where = bound[1].host or "localhost, as Fastify does"
        yield doubt(
            Topic.PORT,
            f"The code listens on {where}: nobody outside a container can reach it.",
            'Listen on "0.0.0.0".',
            folder.at(bound[0], bound[1].line),
        )


def _health(folder: Folder, modules: dict[str, Module], start: Evidence) -> Claim:
    routes = [(path, name, line) for name, module in modules.items() for path, line in module.routes]
    plain = [route for route in routes if re.fullmatch(r"/[A-Za-z0-9/_.~-]{0,199}", route[0])]
    for path, name, line in sorted(plain, key=lambda route: (not source.health_route(route[0]), route[0] != "/")):
        if source.health_route(path) or path == "/":
            return claim(Topic.HEALTH_PATH, path, at=folder.at(name, line))
    return claim(Topic.HEALTH_PATH, "/", at=start, why="no route for health was found", certain=False)


def _variables(folder: Folder, modules: dict[str, Module]) -> Iterator[Claim]:
    seen: dict[str, Claim] = {}
    for name, module in modules.items():
        for variable, line in module.variables.items():
            if variable not in {"PORT", "NODE_ENV", "HOST"} and not variable.startswith("npm_"):
                seen.setdefault(variable, claim(Topic.VARIABLE, variable, at=folder.at(name, line)))
    yield from seen.values()
