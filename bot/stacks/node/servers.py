"""Servers and programs: what is started, which file that is, and where it listens."""

from __future__ import annotations

import re

from bot.stacks import steps, unread
from bot.stacks.claims import REQUIRED, claim, doubt
from bot.stacks.folder import aside, table, word
from bot.stacks.javascript import source
from bot.stacks.node import scripts, starts
from bot.stacks.node.sites import dependencies
from bot.stacks.node.starts import ENDINGS
from bot.types import Claim, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.javascript.source import Module
    from bot.types import Doubt, Evidence

FRAMEWORKS = {
    "@nestjs/core": "Nest",
    "express": "Express",
    "fastify": "Fastify",
    "koa": "Koa",
    "hono": "Hono",
    "@hapi/hapi": "hapi",
    "restify": "restify",
    "polka": "Polka",
    "elysia": "Elysia",
    "@adonisjs/core": "AdonisJS",
    "@apollo/server": "Apollo Server",
    "@strapi/strapi": "Strapi",
    "@feathersjs/feathers": "Feathers",
    "@loopback/core": "LoopBack",
    "sails": "Sails",
    "@keystone-6/core": "Keystone",
    "directus": "Directus",
    "@medusajs/medusa": "Medusa",
}
PRODUCTION = ("NODE_ENV", "production")  # the image sets it, too
WORKERS = ("discord.js", "bullmq", "bull", "telegraf", "grammy", "amqplib", "kafkajs", "node-cron", "agenda")
_OURS = frozenset({"PORT", "NODE_ENV", "HOST"})
# Packages that bind a port of their own choice unless the code names one.
_OWN_PORTS = {"@hono/node-server": 3000, "@apollo/server/standalone": 4000}


def claims(folder: Folder, manifest: dict[str, object]) -> Iterator[Claim | Doubt]:
    """START, ENTRY, KIND and what follows from them; nothing where nothing can be started."""
    started = list(starts.start(folder, manifest))
    if not started:
        return
    known = [one for one in started if isinstance(one, Claim)]
    entry = next((one.value[0] for one in known if one.topic is Topic.ENTRY), "")
    read = modules(folder, entry)
    said = list(starts.as_the_manager_does(folder, manifest, started, read))
    yield from said
    yield from _left_out(folder, manifest, said)
    yield from unread.entry(folder, entry)
    by_bun = any(one.topic is Topic.START and one.value[0] == "bun" for one in known)
    yield from _program(folder, manifest, read, served=_served(entry, read) if by_bun else None)


def modules(folder: Folder, entry: str) -> dict[str, Module]:
    """Every source file that was read, the entry point first."""
    return {name: source.parse(folder.text(name)) for name in _sources(folder, entry)}


def _served(entry: str, modules: dict[str, Module]) -> tuple[str, source.Listens] | None:
    """Where the file that is run gives Bun something to serve: an object with `fetch`, or an application."""
    if entry not in modules:
        return None
    name, listens = modules[entry].exported
    frameworks = {"hono", "elysia"} & modules[entry].imports.keys()
    return (entry, listens) if name == "fetch" or (name and frameworks) else None


def _left_out(folder: Folder, manifest: dict[str, object], said: list[Claim | Doubt]) -> Iterator[Doubt]:
    """A doubt for the variables that a start script sets, where the program is started without the script."""
    script = scripts.read(word(manifest, "scripts", "start"))
    other = scripts.read(word(manifest, "scripts", scripts.runs(script.argv)))
    taken = other.settings if other.plain and not other.before else ()
    names = dict.fromkeys(name for name, value in (*script.settings, *taken) if (name, value) != PRODUCTION)
    if names and not any(isinstance(one, Claim) and one.value[1:] == ("run", "start") for one in said):
        yield doubt(
            Topic.START,
            f"The start script sets {', '.join(names)}, which the image leaves out.",
            "Set what the program needs where the container runs.",
            folder.find("package.json", r'"start"\s*:'),
        )


def _program(
    folder: Folder,
    manifest: dict[str, object],
    modules: dict[str, Module],
    *,
    served: tuple[str, source.Listens] | None,
) -> Iterator[Claim | Doubt]:
    """FRAMEWORK, KIND, PORT, HEALTH_PATH, STOP_SIGNAL and VARIABLE, from the sources."""
    declared = dependencies(manifest)
    framework = next((name for name in FRAMEWORKS if name in table(manifest, "dependencies")), "")
    package = folder.find("package.json", f'"{re.escape(framework)}"\\s*:') if framework else None
    if package:
        yield claim(Topic.FRAMEWORK, FRAMEWORKS[framework], at=package)
    bound = next(((name, one) for name, module in modules.items() for one in module.listens), served)
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
    yield from variables(folder, modules)


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
    elif own := next((one for one in _OWN_PORTS if bound and one in modules[bound[0]].imports), ""):
        place = folder.at(bound[0], bound[1].line) if bound else start
        yield claim(Topic.PORT, str(_OWN_PORTS[own]), at=place, why=f"where {own} listens by itself", certain=False)
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


def variables(folder: Folder, modules: dict[str, Module]) -> Iterator[Claim]:
    """What the sources read of the environment, and what they refuse to start without."""
    seen: dict[str, Claim] = {}
    why = "the code ends or throws without it"
    needed = [(one, line, name) for name, module in modules.items() for one, line in module.required.items()]
    read = [(one, line, name) for name, module in modules.items() for one, line in module.variables.items()]
    for variable, line, name in needed:
        seen.setdefault(variable, claim(Topic.VARIABLE, variable, *REQUIRED, at=folder.at(name, line), why=why))
    for variable, line, name in read:
        seen.setdefault(variable, claim(Topic.VARIABLE, variable, at=folder.at(name, line)))
    yield from (one for name, one in seen.items() if name not in _OURS and not name.startswith("npm_"))
