"""Finds what a service without a web application runs: a declared script, a package, or a file, and how it ends."""

from __future__ import annotations

from bot.stacks.claims import claim, doubt
from bot.stacks.folder import table
from bot.stacks.python import modules, web
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.stacks.folder import Folder
    from bot.stacks.python.seen import Module
    from bot.types import Claim, Doubt, Evidence

# Programs by convention, for a repository that declares none; `manage.py` and `setup.py` are tools.
FILES = (
    "main.py",
    "app.py",
    "server.py",
    "bot.py",
    "run.py",
    "start.py",
    "worker.py",
    "index.py",
    "cli.py",
    "__main__.py",
)

# Packages whose programs run until they are stopped.
_ENDLESS = {"discord", "telegram", "telebot", "aiogram", "slack_bolt", "hikari", "nextcord", "pyrogram", "telethon"}
_HANDLE_SIGTERM = {"uvicorn", "hypercorn", "aiohttp", "sanic", "granian", "fasthtml"}


def claims(
    folder: Folder, parsed: Mapping[str, Module], pyproject: dict[str, object], *, packaged: bool
) -> Iterator[Claim | Doubt]:
    """ENTRY, START and KIND of the program; nothing where none is found."""
    if packaged and (scripts := _scripts(pyproject)):
        yield from _script(folder, parsed, scripts, pyproject)
        return
    found = _package(parsed) or _file(parsed)
    if not found:
        return
    located = modules.locate(folder, found, parsed[found])
    if found.endswith("/__main__.py"):
        package = located.dotted.removesuffix(".__main__")
        yield claim(Topic.ENTRY, package, located.import_root, at=folder.at(found))
        yield claim(Topic.START, "python", "-m", package, at=folder.at(found))
    else:
        place = folder.at(found, parsed[found].guard)
        yield claim(Topic.ENTRY, found, at=place)
        yield claim(Topic.START, "python", found, at=place)
    yield from _kind(folder, found, parsed[found])


def _scripts(pyproject: dict[str, object]) -> dict[str, str]:
    for keys in (("project", "scripts"), ("tool", "poetry", "scripts")):
        if found := {name: to for name, to in table(pyproject, *keys).items() if isinstance(to, str)}:
            return found
    return {}


def _script(
    folder: Folder, parsed: Mapping[str, Module], scripts: dict[str, str], pyproject: dict[str, object]
) -> Iterator[Claim | Doubt]:
    """The script named like the project, else the first one."""
    project = table(pyproject, "project").get("name") or table(pyproject, "tool", "poetry").get("name")
    name = next((one for one in scripts if one == project), next(iter(scripts)))
    place = folder.find("pyproject.toml", rf"^\s*[\"']?{name}[\"']?\s*=\s*[\"']")
    yield claim(Topic.ENTRY, scripts[name], at=place)
    yield claim(Topic.START, name, at=place)
    if len(scripts) > 1 and name != project:
        others = ", ".join(one for one in scripts if one != name)
        yield doubt(
            Topic.START, f"{name} is the first of several scripts; {others} stand beside it.", "Say which.", place
        )
    module = scripts[name].partition(":")[0]
    file = next((one for one, picture in parsed.items() if modules.locate(folder, one, picture).dotted == module), "")
    if file:
        yield from _kind(folder, file, parsed[file])
    else:
        yield claim(Topic.KIND, "job", at=place, why="the module of the script was not found", certain=False)


def _package(parsed: Mapping[str, Module]) -> str:
    """A package that is run by its name."""
    return next((name for name in parsed if name.endswith("/__main__.py")), "")


def _file(parsed: Mapping[str, Module]) -> str:
    """A file with a program's name, else the only file, else the only one that guards its main part."""
    for name in FILES:
        for place in (name, f"src/{name}"):
            if place in parsed:
                return place
    shallow = [
        name
        for name in parsed
        if "/" not in name and name not in {"setup.py", "manage.py", "noxfile.py", "tasks.py", "fabfile.py"}
    ]
    guarded = [name for name in shallow if parsed[name].guard]
    candidates = guarded or shallow
    return candidates[0] if len(candidates) == 1 else ""


def _kind(folder: Folder, file: str, module: Module) -> Iterator[Claim | Doubt]:
    """Whether it serves, runs until it is stopped, or ends by itself."""
    imported = [name for name in _HANDLE_SIGTERM if name in module.import_lines]
    if module.sigterm:
        yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=folder.at(file, module.sigterm))
    if module.listens:
        place = folder.at(file, module.listens[0].line)
        yield claim(Topic.KIND, "web", at=place)
        yield from web.listening(folder, file, {file: module})
        yield web.health(folder, file, module, "")
        if imported and not module.sigterm:
            yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=folder.at(file, module.import_lines[imported[0]]))
    elif place_of_endless := _endless(folder, file, module):
        yield claim(Topic.KIND, "worker", at=place_of_endless)
    else:
        yield claim(Topic.KIND, "job", at=folder.at(file), why="nothing in it listens or repeats", certain=False)


def _endless(folder: Folder, file: str, module: Module) -> Evidence | None:
    lines = [module.endless, *(module.import_lines[name] for name in sorted(_ENDLESS & {*module.import_lines}))]
    return next((folder.at(file, line) for line in lines if line), None)
