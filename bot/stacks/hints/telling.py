"""Turns what a file says of starting, ports and variables into Claims; a command that is no plain words is a Doubt."""

from __future__ import annotations

import re

from bot.lazy import pattern
from bot.stacks.claims import claim, doubt
from bot.stacks.hints import words
from bot.types import Evidence, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim, Doubt

EXAMPLE = "example"  # the third word of a VARIABLE claim whose second is a value that somebody wrote down as a sample
SHOWN = 80  # characters of a command
_NAME = pattern(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
_PATH = pattern(r"/[A-Za-z0-9/_.~-]{0,199}")
_PLAIN = pattern(r"[A-Za-z0-9_.:/,+-]{1,60}")
_URL = pattern(r"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])(?::[\w${}:-]+)?(/[A-Za-z0-9/_.~-]*)?")
_SET_BY_US = frozenset({"PORT", "PATH", "HOME", "NODE_ENV", "PYTHONUNBUFFERED", "HOST"})
_PREPARES = frozenset({"install", "ci", "build", "mkdir", "echo", "set", "export", "rm", "collectstatic", "compile"})


def started(text: str, at: Evidence, source: str, *, kind: str = "", certain: bool = True) -> Iterator[Claim | Doubt]:
    """START of the one process that the image runs by itself, and what follows from its words."""
    said = words.read(text)
    if said is None or said.develops:
        why = "takes a shell" if said is None else "is for a developer's machine"
        yield doubt(
            Topic.START,
            f"{source} starts {_short(text)}, which {why}: it is not taken over.",
            "Name a command of plain words for production there.",
            at,
        )
        return
    yield from of_command(said, at, source, kind=kind, certain=certain)


def of_command(
    said: words.Command, at: Evidence, source: str, *, kind: str = "", certain: bool = True
) -> Iterator[Claim | Doubt]:
    """The same of a command that was read."""
    if kind:
        yield claim(Topic.KIND, kind, at=at, why=f"{source} says so", certain=certain)
    yield claim(Topic.START, *said.argv, at=at, why=f"{source} says so", certain=certain)
    for argv in said.before:
        if _PREPARES.isdisjoint(argv):
            yield claim(Topic.RELEASE, *argv, at=at, why="it ran before the start; run it once for each release")
    if number := said.port:
        yield claim(Topic.PORT, number, at=at, why=f"what {source} takes where $PORT is not set", certain=False)
    for name, _ in said.settings:
        yield from variable(name, "", at)


def released(text: str, at: Evidence, source: str) -> Iterator[Claim | Doubt]:
    """RELEASE: what is run once for each release, and never by the image itself."""
    said = words.read(text)
    if said is None:
        sentence = f"{source} runs {_short(text)} for each release, which takes a shell."
        yield doubt(Topic.RELEASE, sentence, "Run it by hand where the image is released.", at)
        return
    for argv in (*said.before, said.argv):
        yield claim(Topic.RELEASE, *argv, at=at, why=f"{source} runs it once for each release; the image never does")


def process(text: str, at: Evidence, name: str) -> Iterator[Claim]:
    """PROCESS: another program that the same image can run."""
    said = words.read(text)
    if said and not said.develops:
        yield claim(Topic.PROCESS, *said.argv, at=at, why=f"{name}, a container of its own from the same image")


def built(text: str, at: Evidence, source: str) -> Iterator[Claim]:
    """BUILD: what is run when the image is made, but for what the rules do anyway."""
    for line in text.split("\n"):
        if (said := words.read(line)) and not said.develops:
            for argv in (*said.before, said.argv):
                yield claim(Topic.BUILD, *argv, at=at, why=f"{source} says so")


def port(text: str, at: Evidence, source: str) -> Iterator[Claim]:
    """PORT, where it is one."""
    if text.isdigit() and 0 < int(text[:6]) < 65536:
        yield claim(Topic.PORT, str(int(text)), at=at, why=f"{source} says so", certain=False)


def health(text: str, at: Evidence, source: str) -> Iterator[Claim]:
    """HEALTH_PATH, of a path or of a command that asks for a page."""
    url = _URL.search(text)
    path = (url[1] or "/") if url else text.partition("?")[0]
    if _PATH.fullmatch(path):
        yield claim(Topic.HEALTH_PATH, path, at=at, why=f"{source} says so")


def variable(name: str, value: str, at: Evidence, *, required: bool = False) -> Iterator[Claim]:
    """VARIABLE, with the value that was written down where that tells no secret; the citation is the name alone."""
    if not _NAME.fullmatch(name) or name in _SET_BY_US:
        return
    place = Evidence(path=at.path, line=at.line, text=name if at.line else "")
    if required:
        yield claim(Topic.VARIABLE, name, at=place, why="whoever starts it has to give it")
    elif _PLAIN.fullmatch(value) and not _tells(name, value):
        yield claim(Topic.VARIABLE, name, value, EXAMPLE, at=place)
    else:
        yield claim(Topic.VARIABLE, name, at=place, why=f"named in {at.path}")


def _tells(name: str, value: str) -> bool:
    from bot.catalogue.names import is_secret

    return is_secret(name) or "://" in value


def named(folder: Folder, file: str, name: str, value: str = "") -> Iterator[Claim]:
    """A variable that a file of settings names, cited by the line that does."""
    place = folder.find(file, rf"^\s*(?:-\s*)?[\"']?{re.escape(name)}\b")
    yield from variable(name, value, place)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"`{line[:SHOWN]}…`" if len(line) > SHOWN else f"`{line}`"
