"""Says what a project of Gleam is: its manifest, its main function, and where it listens."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.stacks import tools
from bot.stacks.claims import claim, doubt
from bot.stacks.code import follows
from bot.stacks.elixir import tokens
from bot.stacks.folder import table, word
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.code import Token
    from bot.stacks.folder import Folder
    from bot.types import Claim, Doubt

    Place = tuple[str, tuple[Token, ...], int]  # a file, its tokens, and one of them

MANIFEST = "gleam.toml"
LOCK = "manifest.toml"
PORT = 8080
_FRAMEWORKS = {"wisp": "Wisp", "mist": "Mist", "ewe": "Ewe"}


def claims(folder: Folder) -> tuple[Claim | Doubt, ...]:
    """All that is said of a folder with a gleam.toml; () for a library, or what is compiled for a browser."""
    data = folder.toml(MANIFEST)
    name = word(data, "name")
    main = f"src/{name}.gleam"
    files = {file: tokens.gleam(text) for file in folder.match("src/**/*.gleam") if (text := folder.text(file))}
    started = next((one.line for one in _after(files.get(main, ()), "fn") if one.text == "main"), 0)
    if not started or word(data, "target") == "javascript":
        return ()
    place = folder.at(main, started)
    return (
        claim(Topic.ENTRY, name, at=place),
        claim(Topic.START, "./entrypoint.sh", "run", at=place),
        claim(Topic.STOP_SIGNAL, "SIGTERM", at=place, why="the virtual machine stops in order when it is told to"),
        claim(Topic.PACKAGE_MANAGER, "gleam", at=folder.at(MANIFEST)),
        *tools.pins(folder, "erlang"),
        *_installs(folder, data),
        *_runs(folder, data, files, main, started),
    )


def _after(seen: tuple[Token, ...], text: str) -> Iterator[Token]:
    """The tokens that come after each one of a text."""
    yield from (after for one, after in pairwise(seen) if one.text == text and one.kind == "name")


def _installs(folder: Folder, data: dict[str, object]) -> Iterator[Claim | Doubt]:
    for name, asked in table(data, "dependencies").items():
        requirement = asked if isinstance(asked, str) else ""
        place = folder.find(MANIFEST, rf"^\s*[\"']?{re.escape(name)}[\"']?\s*=")
        yield claim(Topic.DEPENDENCY, name, requirement, at=place)
        if path := word(asked, "path"):
            why = f"{name} is taken from {path}"
            yield claim(Topic.MANIFEST, ".", at=place, why=why)
            if path.startswith(".."):
                sentence = f"{name} is taken from {path}, outside of the folder that is built."
                yield doubt(Topic.MANIFEST, sentence, "Publish it, or bring it into this folder.", place)
    files = (MANIFEST, *((LOCK,) if folder.has(LOCK) else ()))
    yield claim(Topic.MANIFEST, *files, at=tuple(map(folder.at, files)))
    yield claim(Topic.INSTALL, "gleam", "deps", "download", at=folder.at(MANIFEST))
    yield claim(Topic.BUILD, "gleam", "export", "erlang-shipment", at=folder.at(MANIFEST))
    if folder.has(LOCK):
        yield claim(Topic.LOCK_FILE, LOCK, at=folder.at(LOCK))
    else:
        sentence = "There is no manifest.toml: each build takes the newest versions that gleam.toml allows."
        yield doubt(Topic.LOCK_FILE, sentence, "Commit manifest.toml.", folder.at(MANIFEST))
    packages = folder.toml(LOCK).get("packages")
    listed = packages if isinstance(packages, list) else []
    if mixed := next((word(one, "name") for one in listed if "mix" in _tools(one)), ""):
        sentence = f"{mixed} is built by mix, and no Elixir is in the stage that compiles it."
        place = folder.find(LOCK, rf"name\s*=\s*\"{re.escape(mixed)}\"")
        yield doubt(Topic.BUILD, sentence, "Build from an image of Elixir.", place)


def _tools(package: object) -> tuple[object, ...]:
    found = table({"": package}, "").get("build_tools")
    return tuple(found) if isinstance(found, list) else ()


def _runs(
    folder: Folder, data: dict[str, object], files: dict[str, tuple[Token, ...]], main: str, line: int
) -> Iterator[Claim | Doubt]:
    """What it does while it runs: it serves, it sleeps for ever, or it ends."""
    declared = table(data, "dependencies")
    framework = next((name for name in _FRAMEWORKS if name in declared), "")
    calls = [(file, place, one) for file, seen in files.items() for place, one in enumerate(seen) if one.kind == "name"]
    if framework and any(one.text in {"mist", "ewe"} for _, _, one in calls):
        place = folder.find(MANIFEST, rf"^\s*{framework}\s*=")
        yield claim(Topic.KIND, "web", at=place)
        yield claim(Topic.FRAMEWORK, _FRAMEWORKS[framework], at=place)
        yield from _listens(folder, files, main)
        return
    sleeps = next(
        ((file, one.line) for file, _, one in calls if one.text in {"sleep_forever", "receive_forever"}), None
    )
    if sleeps:
        yield claim(Topic.KIND, "worker", at=folder.at(*sleeps), why="it runs until it is stopped")
    else:
        why = "nothing in it listens or waits"
        yield claim(Topic.KIND, "job", at=folder.at(main, line), why=why, certain=False)


def _listens(folder: Folder, files: dict[str, tuple[Token, ...]], main: str) -> Iterator[Claim | Doubt]:
    every = [(file, seen, place) for file, seen in files.items() for place in range(len(seen))]
    read = [one for one in every if _is(one, "string", "PORT")]
    port = next((found for one in read if (found := _near(one))), None)
    named = next((found for one in every if _is(one, "name", "port") and (found := _given(one, r"\d{4,5}"))), None)
    if found := port or (None if read else named):
        why = "what the code takes where $PORT is not set" if port else "the port that the code names"
        yield claim(Topic.PORT, found[1].text, at=folder.at(found[0], found[1].line), why=why)
    else:
        place = folder.at(read[0][0], read[0][1][read[0][2]].line) if read else folder.at(main)
        yield claim(Topic.PORT, str(PORT), at=place, why="$PORT decides; this is its default", certain=False)
    if not any(_is(one, "name", "bind") and _given(one, r"0\.0\.0\.0|\[?::\]?") for one in every):
        sentence = "Mist listens on localhost where nothing else is said: nobody outside a container can reach it."
        yield doubt(Topic.PORT, sentence, 'Bind it: mist.bind("0.0.0.0").', folder.at(main))
    yield claim(Topic.HEALTH_PATH, "/", at=folder.at(main), why="no route for health was found", certain=False)


def _is(one: Place, kind: str, text: str) -> bool:
    _, seen, place = one
    return seen[place].kind == kind and seen[place].text == text


def _given(one: Place, pattern: str) -> tuple[str, Token] | None:
    """The first argument of a call, where it is of a pattern."""
    file, seen, place = one
    given = seen[place + 2 : place + 3] if follows(seen, place + 1, "(") else ()
    return (file, given[0]) if given and re.fullmatch(pattern, given[0].text) else None


def _near(one: Place) -> tuple[str, Token] | None:
    """The port that stands near the place where PORT is read."""
    file, seen, place = one
    near = (token for token in seen[place + 1 : place + 25] if token.kind in {"number", "string"})
    return next(((file, token) for token in near if re.fullmatch(r"\d{4,5}", token.text)), None)
