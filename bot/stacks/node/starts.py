"""What is started, by which runtime: the start script, `main` or `module`, a file with a program's name."""

from __future__ import annotations

import itertools
import re

from bot.lazy import pattern
from bot.stacks.claims import claim, doubt
from bot.stacks.folder import word
from bot.stacks.node import nx, scripts
from bot.stacks.node.managers import manager
from bot.types import Claim, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.javascript.source import Module
    from bot.types import Doubt

FILES = ("server", "index", "app", "main", "start", "bot", "worker")
ENDINGS = ("js", "mjs", "cjs", "ts", "mts")
_SCRIPT = pattern(r"\.[cm]?[jt]sx?$")
_DEVELOPMENT = {"nodemon", "ts-node-dev", "tsnd"}
_PRODUCTION = ("start:prod", "start:production", "serve:prod", "prod")
# Flags for a developer; a file of variables is not in the image.
_FOR_DEVELOPERS = pattern(
    r"--(?:watch(?:-\S+)?|hot|no-clear-screen|inspect(?:-brk)?(?:=\S+)?|env-file(?:-if-exists)?=\S+)"
)
# What is started by its own words; any other program of a package, or flag of Node's, by the script that names it.
_KNOWN = {"node", "bun", "tsx", "ts-node", "next", "nuxt", "remix-serve", "react-router-serve", "serve", "http-server"}
_MANAGERS = {"npm", "pnpm", "yarn"}
_FLAGS = pattern(
    r"--enable-source-maps|--max-old-space-size=\d+|--no-deprecation|--no-warnings|--smol|--esm|-r|--require|--import"
    r"|--experimental-specifier-resolution=node"
)
# A command that changes a database: whoever deploys runs it, a build has no database and each start is too often.
_MIGRATES = pattern(r"migrat|seed|\bdb[: ](?:push|deploy|setup)|schema:(?:sync|update)")


def start(folder: Folder, manifest: dict[str, object]) -> Iterator[Claim | Doubt]:
    """START and ENTRY by scripts.start, by main or module, by a file with a program's name."""
    key = _key(manifest)
    text = word(manifest, "scripts", key)
    script = scripts.read(text)
    if scripts.elsewhere(_resolved(manifest, script.argv) if script.plain else ()):
        return
    if nx.serves(script.argv) and (built := tuple(nx.start(folder))):
        yield from built
    elif text and (not script.plain or any(words[:1] == ("cd",) for words in script.before)):
        place = folder.find("package.json", f'"{key}"\\s*:')
        yield claim(Topic.START, *by_script(manifest, key), at=place, why="the script needs a shell")
    elif text:
        yield from _scripted(folder, manifest, key, script)
    elif named := _named(folder, manifest):
        key, file = named
        at = folder.find("package.json", f'"{key}"\\s*:') if key else folder.at(file)
        yield claim(Topic.ENTRY, file, at=at)
        yield claim(Topic.START, "bun" if _for_bun(folder, manifest, file) else "node", file, at=at)


def _key(manifest: dict[str, object]) -> str:
    """The script that starts: `start`, or the one for production where `start` is a developer's own."""
    argv = scripts.read(word(manifest, "scripts", "start")).argv
    developers = argv[:1] and (argv[0] in {*_DEVELOPMENT, "nest"} or "watch" in argv[1:2])
    return next((one for one in _PRODUCTION if developers and word(manifest, "scripts", one)), "start")


def _scripted(folder: Folder, manifest: dict[str, object], key: str, script: scripts.Script) -> Iterator[Claim | Doubt]:
    place = folder.find("package.json", f'"{key}"\\s*:')
    argv = _resolved(manifest, script.argv)
    for words in script.before:
        if _MIGRATES.search(" ".join((*words, word(manifest, "scripts", scripts.runs(words))))):
            yield doubt(
                Topic.START,
                f"The start script runs `{' '.join(words)}` before the program, which the image leaves out.",
                "Run it once for each deployment, as a command of its own.",
                place,
            )
        elif scripts.runs(words) != "build" and not scripts.installs(words):  # both are steps of their own
            yield claim(Topic.BUILD, *words, at=place)
    if _is_known(argv):
        yield claim(Topic.START, *argv, at=place)
    else:
        yield claim(Topic.START, *by_script(manifest, key), at=place, why=f"{argv[0]} is a package's own way to start")
    if file := _file_of(folder, argv):
        yield claim(Topic.ENTRY, file, at=place)


def _is_known(argv: tuple[str, ...]) -> bool:
    """Whether the words say all that is needed to start it: a known program, and known flags before its file."""
    if argv[0] in _MANAGERS or "/" in argv[0]:
        return True
    flags = itertools.takewhile(lambda one: one.startswith("-"), argv[1:])
    return argv[0] in _KNOWN and (argv[0] not in {"node", "bun"} or all(map(_FLAGS.fullmatch, flags)))


def _named(folder: Folder, manifest: dict[str, object]) -> tuple[str, str] | None:
    """The key of the manifest that names the file to run ("" for none), and the file."""
    built = bool(word(manifest, "scripts", "build"))
    bun = manager(folder, manifest) == "bun"
    for key in ("main", "module"):
        file = word(manifest, key).removeprefix("./")
        typed = file.endswith((".ts", ".tsx", ".mts"))
        if file and (folder.has(file) or (built and not typed)) and (key == "main" or bun):
            return key, file
    endings = ("ts", "tsx", *ENDINGS[:3]) if bun else ENDINGS[:3]
    places = [f"{base}{name}.{ending}" for base in ("", "src/") for name in FILES for ending in endings]
    file = folder.first(*places)
    return ("", file) if file else None


def _for_bun(folder: Folder, manifest: dict[str, object], file: str) -> bool:
    """Whether Bun runs a file: one that Node would have to be taught, or that uses what Bun alone has."""
    from bot.stacks.javascript import source

    if manager(folder, manifest) != "bun":
        return False
    module = source.parse(folder.text(file))
    return file.endswith(("ts", "tsx")) or module.bun > 0 or any(name.startswith("bun:") for name in module.imports)


def by_script(manifest: dict[str, object], key: str = "start") -> tuple[str, ...]:
    """The start script by a program that runs scripts: Bun where the script itself is for Bun, else npm."""
    bun = re.search(r"\bbunx?\b", word(manifest, "scripts", key)) is not None
    return ("bun" if bun else "npm", "run", key)


def as_the_manager_does(
    folder: Folder, manifest: dict[str, object], started: list[Claim | Doubt], modules: dict[str, Module]
) -> Iterator[Claim | Doubt]:
    """START by the package manager for a program that reads what only a manager sets: `npm_package_version` …"""
    reads = next(
        ((name, line) for name, one in modules.items() for key, line in one.variables.items() if key[:4] == "npm_"),
        None,
    )
    if not reads or not word(manifest, "scripts", "start"):
        yield from started
        return
    yield from (one for one in started if one.topic is not Topic.START or not isinstance(one, Claim))
    why = "the program reads variables that a package manager sets"
    runner = manager(folder, manifest)
    argv = by_script(manifest) if runner == "bun" else (runner, "run", "start")
    yield claim(Topic.START, *argv, at=folder.at(*reads), why=why)


def _resolved(manifest: dict[str, object], argv: tuple[str, ...]) -> tuple[str, ...]:
    """What a start script comes to: another script's words, and no reloader of development."""
    other = word(manifest, "scripts", scripts.runs(argv))
    if other and (script := scripts.read(other)).plain and not script.before:
        argv = script.argv
    if argv[0] in _DEVELOPMENT:
        return ("node", *argv[1:])
    if argv[:2] == ("nest", "start"):
        return ("node", "dist/main.js")
    if argv[0] in {"node", "bun", "tsx"}:
        argv = tuple(one for one in argv if not _FOR_DEVELOPERS.fullmatch(one))
    if argv[:2] == ("bun", "run") and _SCRIPT.search(" ".join(argv[2:3])):
        return ("bun", *argv[2:])
    return argv


def _file_of(folder: Folder, argv: tuple[str, ...]) -> str:
    """The file that a command runs, as a name in the folder."""
    for name in (one.removeprefix("./") for one in argv[1:] if not one.startswith("-")):
        for candidate in (name, *(f"{name}.{ending}" for ending in ENDINGS), f"{name}/index.js"):
            if folder.has(candidate) or (candidate == name and re.search(r"\.[cm]?js$", name)):
                return candidate
    return ""
