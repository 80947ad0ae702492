"""Reads what an existing Dockerfile says of start, port, health, version and variables: one more source of hints."""

from __future__ import annotations

import json
import re

from bot.lazy import pattern
from bot.stacks.claims import claim
from bot.stacks.hints import telling, words
from bot.stacks.hints.reads import DOCKERFILE as FILE
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim, Doubt, Evidence

LONGEST = 2_000  # lines
# Images whose tag begins with the version of a runtime → the ecosystems that it is the version for.
RUNTIMES = {
    "python": "python",
    "node": "node",
    "golang": "go",
    "rust": "rust",
    "ruby": "ruby",
    "php": "php",
    "openjdk": "java",
    "eclipse-temurin": "java",
    "amazoncorretto": "java",
    "elixir": "elixir",
    "dotnet/sdk": "dotnet",
    "dotnet/aspnet": "dotnet",
    "oven/bun": "bun",
    "denoland/deno": "deno",
}
# Variables of tools, which no application reads.
_TOOLS = (
    "UV_",
    "PIP_",
    "PYTHON",
    "POETRY_",
    "NPM_",
    "YARN_",
    "PNPM_",
    "DEBIAN_",
    "LANG",
    "LC_",
    "GO",
    "CARGO_",
    "CGO_",
)
_INSTRUCTION = pattern(r"\s*([A-Za-z]+)\s+(.*)", re.DOTALL)
_VERSION = pattern(r"\d+(?:\.\d+){0,2}")
_PAIR = pattern(r"([A-Za-z_]\w*)=(?:\"([^\"]*)\"|'([^']*)'|(\S*))")


def read(folder: Folder) -> Iterator[Claim | Doubt]:
    """Of the Dockerfile in the folder; what an earlier stage starts is not what runs."""
    every = list(instructions(folder.text(FILE)))
    last = max((place for place, (name, _, _) in enumerate(every) if name == "FROM"), default=0)
    program: dict[str, tuple[str, Evidence]] = {}
    for place, (name, text, line) in enumerate(every):
        at = folder.at(FILE, line)
        if name == "FROM":
            yield from _version(text, at)
        elif place < last:
            continue
        elif name in {"CMD", "ENTRYPOINT"}:
            program[name] = (text, at)
        elif name == "EXPOSE":
            yield from telling.port(text.split()[0].partition("/")[0], at, f"the {FILE}")
        elif name == "ENV":
            yield from _variables(folder, text, at)
        elif name == "HEALTHCHECK" and "://" in text:
            yield from telling.health(text, at, f"the {FILE}")
    yield from _start(program)


def instructions(text: str) -> Iterator[tuple[str, str, int]]:
    """Name, rest, and line of each instruction, its continuation lines joined and comments gone."""
    joined, start = "", 0
    for number, line in enumerate(text.split("\n")[:LONGEST], 1):
        if line.lstrip().startswith("#") or (joined and not line.strip()):
            continue
        start = start or number
        joined += line
        if line.rstrip().endswith("\\"):
            joined = joined.rstrip()[:-1] + " "
            continue
        if found := _INSTRUCTION.fullmatch(joined):
            yield found[1].upper(), found[2].strip(), start
        joined, start = "", 0


def _version(text: str, at: Evidence) -> Iterator[Claim]:
    """RUNTIME of an image that is one language's own; the second word says which."""
    image = next((word for word in text.split() if not word.startswith("--")), "")
    name, _, tag = image.partition("@")[0].partition(":")
    known = next((of for key, of in RUNTIMES.items() if name == key or name.endswith(f"/{key}")), "")
    if known and (found := _VERSION.match(tag)):
        yield claim(Topic.RUNTIME, found[0], known, at=at, why=f"the {FILE} is built from it", certain=False)


def _variables(folder: Folder, text: str, at: Evidence) -> Iterator[Claim]:
    pairs = [(found[1], found[2] or found[3] or found[4] or "") for found in _PAIR.finditer(text)]
    if not pairs and len(text.split(None, 1)) == 2:
        pairs = [(text.split(None, 1)[0], text.split(None, 1)[1])]  # the old form, without a sign
    for name, value in pairs:
        place = folder.find(FILE, rf"^\s*(?:ENV\s+)?(?:.*\s)?{name}[=\s]")
        if name == "PORT":
            yield from telling.port(value, at, f"the {FILE}")
        elif "$" not in value and not name.startswith(_TOOLS):
            yield from telling.variable(name, value, place)


def _start(program: dict[str, tuple[str, Evidence]]) -> Iterator[Claim | Doubt]:
    """ENTRYPOINT with CMD as its arguments, both in exec form, or the one that is there."""
    parts = [program[name] for name in ("ENTRYPOINT", "CMD") if name in program]
    if not parts:
        return
    words_ = [_argv(text) for text, _ in parts]
    text, at = parts[0]
    if None in words_:  # the shell form
        yield from telling.started(text, at, f"the {FILE}")
    elif (said := words.of_argv(tuple(word for argv in words_ for word in argv or ()))) and not said.develops:
        yield from telling.of_command(said, at, f"the {FILE}")


def _argv(text: str) -> tuple[str, ...] | None:
    """The words of the exec form, None for the shell form."""
    try:
        parsed = json.loads(text)
    except ValueError:
        return None
    return tuple(map(str, parsed)) if isinstance(parsed, list) else None
