"""Says what a project of mix is, how its release is made and started, and what it asks for."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.stacks.claims import claim, doubt
from bot.stacks.elixir import assets, mix, pins, source, web
from bot.stacks.folder import Folder, aside
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.stacks.elixir.mix import Dependency, Mix
    from bot.stacks.elixir.source import Picture
    from bot.types import Claim, Doubt, Evidence

SERVERS = ("bandit", "plug_cowboy", "cowboy")
# Configuration that a release reads when it starts, or never: an edit of it compiles no dependency anew.
_LATE = frozenset({"config/runtime.exs", "config/dev.exs", "config/test.exs", "config/releases.exs"})
# A file without any of these words says nothing that is looked for, so it is not cut into tokens.
_TELLING = (
    "_env",
    "PORT",
    "port:",
    "server:",
    "ip:",
    "Bandit",
    "Cowboy",
    "get ",
    "forward ",
    "migrate",
    "import_config",
)
_SECRET = "secret"  # noqa: S105  a part of a file's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One project: its mix.exs, those of an umbrella's applications, and the files that were read."""

    folder: Folder
    mix: Mix
    parts: Mapping[str, Mix]  # the folder of each application of an umbrella
    files: Mapping[str, Picture]

    def every(self) -> tuple[tuple[str, Mix], ...]:
        """The mix.exs files with what they say."""
        parts = ((f"{part}/mix.exs", found) for part, found in self.parts.items())
        return (("mix.exs", self.mix), *parts)

    def dependency(self, *names: str) -> tuple[str, Dependency] | None:
        """The first of some dependencies, and the file that asks for it."""
        found = ((file, found) for file, one in self.every() if (found := one.dependency(*names)))
        return next(found, None)


def claims(folder: Folder) -> tuple[Claim | Doubt, ...]:
    """All that is said of a folder with a mix.exs; () for a library."""
    program = _read(folder)
    started = _started(program)
    if not started:
        return ()
    name, inside, place = _release(program)
    if not name:
        return ()
    return (
        *_kind(program, started),
        *pins.claims(folder, program.mix),
        *_release_claims(program, name, inside, place),
        *_installs(program),
        *_builds(program, name, inside),
        *_dependencies(program),
        *(web.claims(folder, program.files, _framework(program)) if _web(program) else ()),
        *web.variables(folder, program.files),
        *web.migrations(folder, program.files, name, program.dependency("ecto_sql")),
    )


def _read(folder: Folder) -> Program:
    found = mix.read(folder.text("mix.exs"))
    parts = {
        name.rpartition("/")[0]: mix.read(folder.text(name))
        for name in (folder.match(f"{found.umbrella}/*/mix.exs") if found.umbrella else ())
    }
    roots = ("", *(f"{part}/" for part in parts))
    names = [
        name for root in roots for kind in ("config/*.exs", "lib/**/*.ex") for name in folder.match(f"{root}{kind}")
    ]
    read = {name: text for name in names if not aside(name) and (text := folder.text(name))}
    late = {
        name: text
        for name, text in read.items()
        if not name.endswith(("config/dev.exs", "config/test.exs")) and any(word in text for word in _TELLING)
    }
    return Program(
        folder=folder, mix=found, parts=parts, files={name: source.parse(text) for name, text in late.items()}
    )


def _started(program: Program) -> tuple[str, int] | None:
    """Where an application callback is named, so that a release has something to start."""
    return next(((file, one.module) for file, one in program.every() if one.module), None)


def _framework(program: Program) -> tuple[str, Evidence] | None:
    for name, title in (("phoenix", "Phoenix"), *((server, "Plug") for server in SERVERS)):
        if found := program.dependency(name):
            return title, program.folder.at(found[0], found[1].line)
    return None


def _web(program: Program) -> bool:
    framework = _framework(program)
    return bool(framework and (framework[0] == "Phoenix" or any(one.listens for one in program.files.values())))


def _kind(program: Program, started: tuple[str, int]) -> Iterator[Claim]:
    place = program.folder.at(*started)
    framework = _framework(program)
    if framework and _web(program):
        yield claim(Topic.KIND, "web", at=framework[1])
        yield claim(Topic.FRAMEWORK, framework[0], at=framework[1])
    else:
        yield claim(Topic.KIND, "worker", at=place, why="its application runs until it is stopped")
    yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=place, why="the virtual machine stops in order when it is told to")


def _release(program: Program) -> tuple[str, str, Evidence]:
    """The release's name, the application of an umbrella that it is of (where none is declared), and the place."""
    declared = program.mix.releases
    if declared:
        name = program.mix.default_release or (program.mix.app if program.mix.app in declared else next(iter(declared)))
        return name, "", program.folder.at("mix.exs", declared.get(name, 0))
    if not program.mix.umbrella:
        return program.mix.app, "", program.folder.at("mix.exs", program.mix.app_line)
    started = {part: one for part, one in program.parts.items() if one.module and one.app}
    part = next((part for part, one in started.items() if one.dependency("phoenix", *SERVERS)), next(iter(started), ""))
    if not part:
        return "", "", program.folder.at("mix.exs")
    return started[part].app, part, program.folder.at(f"{part}/mix.exs", started[part].app_line)


def _release_claims(program: Program, name: str, inside: str, place: Evidence) -> Iterator[Claim | Doubt]:
    yield claim(Topic.ENTRY, name, *([inside] if inside else []), at=place)
    yield claim(Topic.START, f"/app/bin/{name}", "start", at=place)
    many = [*program.mix.releases]
    if len(many) > 1 and not program.mix.default_release:
        sentence = (
            f"{name} is one of several releases; beside it stand {', '.join(one for one in many if one != name)}."
        )
        yield doubt(Topic.ENTRY, sentence, "Say which one with default_release in mix.exs.", place)
    if inside:
        sentence = f"The umbrella declares no release: {name} was taken, with what it depends on."
        yield doubt(Topic.ENTRY, sentence, "Declare releases in the umbrella's mix.exs.", place)


def _installs(program: Program) -> Iterator[Claim | Doubt]:
    folder = program.folder
    place = folder.at("mix.exs")
    lock = folder.has("mix.lock")
    if lock:
        yield claim(Topic.LOCK_FILE, "mix.lock", at=folder.at("mix.lock"))
    elif any(one.requirement for _, found in program.every() for one in found.dependencies):
        sentence = "There is no mix.lock: each build takes the newest versions that mix.exs allows."
        yield doubt(Topic.LOCK_FILE, sentence, "Commit mix.lock.", place)
    yield claim(Topic.INSTALL, "mix", "deps.get", "--only", "prod", *(("--check-locked",) if lock else ()), at=place)
    local = next(((file, one) for file, found in program.every() for one in found.dependencies if one.path), None)
    if local:
        why = f"{local[1].name} is taken from {local[1].path}, so all is copied before it is compiled"
        yield claim(Topic.MANIFEST, ".", at=folder.at(local[0], local[1].line), why=why)
        if local[1].path.startswith("..") and not program.parts:
            sentence = f"{local[1].name} is taken from {local[1].path}, outside of the folder that is built."
            yield doubt(Topic.MANIFEST, sentence, "Publish it, or bring it into this folder.", folder.at(local[0]))
        return
    files = ["mix.exs", *(["mix.lock"] if lock else []), *(f"{part}/mix.exs" for part in program.parts)]
    yield claim(Topic.MANIFEST, *files, at=tuple(map(folder.at, files)))


def configs(folder: Folder) -> tuple[str, ...]:
    """The configuration that dependencies are compiled with."""
    return tuple(name for name in folder.match("config/*.exs") if name not in _LATE and _SECRET not in name)


def _builds(program: Program, name: str, inside: str) -> Iterator[Claim | Doubt]:
    """What is run after the dependencies: the assets, and the release."""
    folder = program.folder
    if found := configs(folder):
        yield claim(Topic.COPY, *found, at=tuple(map(folder.at, found)), why="dependencies are compiled with it")
    yield claim(Topic.BUILD, "mix", "compile", at=folder.at("mix.exs"))
    for file, one in program.every():
        yield from assets.claims(folder, file, one)
    where = f"{inside}/mix.exs" if inside else "mix.exs"
    yield claim(Topic.BUILD, "mix", "release", name, "--path", "/out", at=folder.at(where))
    production = program.files.get("config/prod.exs")
    for word, line in production.imports.items() if production else ():
        if re.fullmatch(r"[\w.]+", word) and not folder.has(f"config/{word}"):
            place = folder.at("config/prod.exs", line)
            sentence = f"config/prod.exs imports {word}, which is not in the repository: the build fails."
            yield doubt(Topic.BUILD, sentence, "Read it from the environment in config/runtime.exs.", place)


def _dependencies(program: Program) -> Iterator[Claim | Doubt]:
    """What mix.exs asks for; what is compiled of other languages is said."""
    seen: set[str] = set()
    for file, found in program.every():
        for one in found.dependencies:
            if one.prod and one.name not in seen:
                seen.add(one.name)
                yield claim(Topic.DEPENDENCY, one.name, one.requirement, at=program.folder.at(file, one.line))
    locked = mix.locked(program.folder.text("mix.lock"))
    if "rustler" in locked or "rustler" in seen:
        sentence = "A dependency is written in Rust (rustler), and no Rust is in the stage that compiles it."
        settle = "Use its precompiled form (rustler_precompiled), or add Rust to the build."
        yield doubt(Topic.SYSTEM_PACKAGE_BUILD, sentence, settle, program.folder.at("mix.exs"))
