"""What a Deno program is: the file that is run, where it listens, what it may do, what it imports."""

from __future__ import annotations

import re

from bot.lazy import pattern
from bot.stacks import addresses, tools
from bot.stacks.claims import REQUIRED, claim, doubt
from bot.stacks.deno import tasks
from bot.stacks.deno.tasks import Task
from bot.stacks.folder import aside, table, word, words
from bot.stacks.javascript import source
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.javascript.source import Module
    from bot.types import Claim, Doubt, Evidence

PORT = 8000  # where Deno.serve and deno serve listen unless they are told otherwise; neither reads $PORT
FILES = ("main", "server", "mod", "index", "app", "bot", "worker")
# A package, as part of what an import map names → the framework.
FRAMEWORKS = {
    "@fresh/core": "Fresh",
    "$fresh/": "Fresh",
    "@hono/hono": "Hono",
    "npm:hono": "Hono",
    "@oak/oak": "Oak",
    "/x/oak": "Oak",
    "npm:express": "Express",
    "npm:koa": "Koa",
}
_WRITES = {"writeFile", "writeTextFile", "mkdir", "create", "remove", "rename", "openKv", "makeTempDir", "makeTempFile"}
_ASKS = {"hostname", "osRelease", "systemMemoryInfo", "loadavg", "networkInterfaces", "osUptime", "uid", "gid"}
_PINS = (".deno-version", ".dvmrc")
_MINOR = pattern(r"v?(\d+\.\d+)\.\d+")
_PACKAGE = pattern(r"(?:npm|jsr):/?((?:@[\w.-]+/)?[\w.-]+)(?:@([^/]+))?")


def conventional(folder: Folder, *, proven: bool) -> Task | None:
    """A file with a program's name; without a manifest, one that uses what Deno alone has."""
    places = (f"{base}{name}.{end}" for base in ("", "src/") for name in FILES for end in ("ts", "tsx", "js"))
    file = folder.first(*places)
    module = source.parse(folder.text(file)) if file else None
    if module is None or not (proven or module.deno):
        return None
    modules = {name: source.parse(folder.text(name)) for name in _sources(folder, file)}
    argv = ("deno", "run", *_permissions(modules), file)
    line = min(module.deno.values(), default=0)
    return Task(argv=argv, evidence=folder.at(file, line), entry=file, guessed=True)


def _permissions(modules: dict[str, Module]) -> Iterator[str]:
    used = {name for module in modules.values() for name in module.deno}
    foreign = any(name.startswith(("npm:", "node:")) for module in modules.values() for name in module.imports)
    yield from ("--allow-net", "--allow-env", "--allow-read")
    if used & _WRITES:
        yield "--allow-write"
    if used & _ASKS or foreign:
        yield "--allow-sys"
    if "Command" in used:
        yield "--allow-run"
    if "openKv" in used:
        yield "--unstable-kv"
    if "cron" in used:
        yield "--unstable-cron"


def _sources(folder: Folder, entry: str) -> tuple[str, ...]:
    found = [name for end in ("ts", "tsx", "js", "mjs") for name in folder.match(f"**/*.{end}")]
    own = [name for name in found if folder.text(name) and not aside(name)]
    return tuple(sorted(own, key=lambda name: (name != entry, name.count("/"), name)))


def claims(folder: Folder, name: str, manifest: dict[str, object], task: Task) -> Iterator[Claim | Doubt]:
    """Everything that a plan needs."""
    modules = {file: source.parse(folder.text(file)) for file in _sources(folder, task.entry)}
    yield claim(Topic.START, *task.argv, at=task.evidence)
    if folder.has(task.entry):
        yield claim(Topic.ENTRY, task.entry, at=task.evidence)
    if task.guessed:
        yield doubt(
            Topic.START,
            "No task starts the program: its permissions are those that its code seems to need.",
            'Add a task "start" to deno.json, such as "deno run --allow-net main.ts".',
            task.evidence,
        )
    yield from _pins(folder)
    yield from _kind(folder, name, task, modules)
    yield from _variables(folder, modules)
    yield from _installs(folder, name, manifest, task)


def _pins(folder: Folder) -> Iterator[Claim]:
    """RUNTIME by its minor version, of which the newest patch is taken: what has an image is listed by patches."""
    for file in _PINS:
        if found := _MINOR.match(folder.text(file).strip()):
            yield claim(Topic.RUNTIME, found[1], at=folder.at(file, 1))
    for one in tools.pins(folder, "deno"):
        found = _MINOR.match(one.value[0])
        yield claim(Topic.RUNTIME, found[1] if found else one.value[0], at=one.evidence)


def _kind(folder: Folder, name: str, task: Task, modules: dict[str, Module]) -> Iterator[Claim | Doubt]:
    bound = next(((file, one) for file, module in modules.items() for one in module.listens), None)
    framework = next(((key, told) for key, told in FRAMEWORKS.items() if _names(folder, name, key)), None)
    if framework:
        place = folder.find(name, re.escape(framework[0]))
        yield claim(Topic.FRAMEWORK, framework[1], at=place)
    endless = next(((file, one) for file, module in modules.items() if (one := _repeats(module))), None)
    if bound or task.argv[1] == "serve" or framework:
        at = folder.at(bound[0], bound[1].line) if bound else task.evidence
        yield claim(Topic.KIND, "web", at=at)
        yield from _listening(folder, bound, task, modules)
        yield _health(folder, modules, at)
    elif endless:
        yield claim(Topic.KIND, "worker", at=folder.at(*endless))
    else:
        yield claim(Topic.KIND, "job", at=task.evidence, why="nothing in it listens or repeats", certain=False)


def _names(folder: Folder, name: str, package: str) -> bool:
    return package in folder.text(name)


def _repeats(module: Module) -> int:
    return module.endless or module.deno.get("cron", 0)


def _listening(
    folder: Folder, bound: tuple[str, source.Listens] | None, task: Task, modules: dict[str, Module]
) -> Iterator[Claim | Doubt]:
    told = next((one.rpartition("=")[2] for one in task.argv if one.startswith("--port=")), "")
    default = next(((file, *module.port) for file, module in modules.items() if module.port), None)
    if told:
        yield claim(Topic.PORT, told, at=task.evidence)
    elif bound and bound[1].port:
        yield claim(Topic.PORT, str(bound[1].port), at=folder.at(bound[0], bound[1].port_line), why="the code names it")
    elif default:
        why = "what the code takes where $PORT is not set"
        yield claim(Topic.PORT, str(default[1]), at=folder.at(default[0], default[2]), why=why)
    else:
        at = folder.at(bound[0], bound[1].line) if bound else task.evidence
        yield claim(Topic.PORT, str(PORT), at=at, why="where Deno listens unless it is told otherwise", certain=False)
    if bound and source.loopback(bound[1].host):
        yield doubt(
            Topic.PORT,
            f"The code listens on {bound[1].host}: nobody outside a container can reach it.",
            'Listen on "0.0.0.0".',
            folder.at(bound[0], bound[1].line),
        )


def _health(folder: Folder, modules: dict[str, Module], at: Evidence) -> Claim:
    routes = ((path, file, line) for file, module in modules.items() for path, line in module.routes)
    found = next((one for one in routes if source.health_route(one[0])), None)
    if found:
        return claim(Topic.HEALTH_PATH, found[0], at=folder.at(found[1], found[2]))
    return claim(Topic.HEALTH_PATH, "/", at=at, why="no route for health was found", certain=False)


def _variables(folder: Folder, modules: dict[str, Module]) -> Iterator[Claim]:
    seen: dict[str, Claim] = {}
    for file, module in modules.items():
        for name, line in module.variables.items():
            needed = REQUIRED if name in module.required else ()
            seen.setdefault(name, claim(Topic.VARIABLE, name, *needed, at=folder.at(file, line)))
    yield from (one for name, one in seen.items() if name not in {"PORT", "HOST"})


def _installs(folder: Folder, name: str, manifest: dict[str, object], task: Task) -> Iterator[Claim | Doubt]:
    """Packages by the manifest first, then whatever else the entry point imports, then what a task builds."""
    place = folder.at(name) if name else folder.at(task.entry)
    lock = folder.has("deno.lock")
    frozen = ("--frozen",) if lock else ()
    there = tuple(one for one in (name, "deno.lock", "package.json") if one and folder.has(one))
    yield claim(Topic.PACKAGE_MANAGER, "deno", at=place)
    if lock:
        yield claim(Topic.LOCK_FILE, "deno.lock", at=folder.at("deno.lock"))
    packages = [*_packages(folder, name, manifest)]
    if packages or folder.has("package.json"):
        files = (".",) if words(manifest, "workspace") or word(manifest, "importMap") else there
        yield claim(Topic.MANIFEST, *files, at=tuple(folder.at(one) for one in there))
        yield claim(Topic.INSTALL, "deno", "install", *frozen, at=place)
        if not lock:
            yield doubt(
                Topic.LOCK_FILE,
                "There is no lock file: each build takes the newest versions that the imports allow.",
                "Run deno install and commit deno.lock.",
                place,
            )
    yield from packages
    if folder.has(task.entry):
        why = "what it imports is downloaded before it starts"
        yield claim(Topic.BUILD, "deno", "cache", *frozen, task.entry, at=task.evidence, why=why)
    for argv in task.before:
        yield claim(Topic.BUILD, *argv, at=task.evidence)
    if tasks.text(manifest, "build") and ("deno", "task", "build") not in task.before:
        yield claim(Topic.BUILD, "deno", "task", "build", at=folder.find(name, r'"build"\s*:'))


def _packages(folder: Folder, name: str, manifest: dict[str, object]) -> Iterator[Claim]:
    for value in table(manifest, "imports").values():
        if isinstance(value, str) and (found := _PACKAGE.match(value)):
            at = folder.find(name, re.escape(value))
            yield claim(Topic.DEPENDENCY, found[1], addresses.without_user(found[2] or ""), at=at)
