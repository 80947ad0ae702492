"""Reads requirements: the lines of a requirements file, and the strings of PEP 508 in a pyproject.toml."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks.addresses import without_user

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Evidence

_NAME = pattern(r"([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([\w\s,.-]*)\])?\s*([^;#]*)")
_OPTION = pattern(r"(-r|--requirement|-c|--constraint|-e|--editable)[\s=]*(\S+)")
_LOCAL = pattern(r"(?:file:|\.{0,2}/|\.$|\.\[)|.*\.(?:whl|tar\.gz|zip)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A declared package: its normalised name, extras sorted, and the rest of what was asked."""

    name: str
    extras: tuple[str, ...]
    asked: str
    evidence: Evidence

    @property
    def key(self) -> str:
        """Name and extras as the catalogue's table writes them: `psycopg[binary]`."""
        return f"{self.name}[{','.join(self.extras)}]" if self.extras else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementsFile:
    """One requirements file and those that it includes."""

    files: tuple[str, ...]  # all that an install needs, the first one first
    requirements: tuple[Requirement, ...]
    local: tuple[Evidence, ...] = ()  # lines that install a path of the repository
    git: tuple[Evidence, ...] = ()  # lines that install from a git repository


def normalised(name: str) -> str:
    """A package's one name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement(text: str, evidence: Evidence) -> Requirement | None:
    """A PEP 508 string, or None for what names no package."""
    found = _NAME.match(text.strip())
    if not found:
        return None
    extras = tuple(sorted(normalised(part.strip()) for part in (found[2] or "").split(",") if part.strip()))
    asked = without_user(found[3].strip())
    return Requirement(name=normalised(found[1]), extras=extras, asked=asked, evidence=evidence)


def read(folder: Folder, name: str) -> RequirementsFile:
    """Reads a requirements file and, each once, the files that it includes."""
    files: dict[str, None] = {}
    found: dict[str, Requirement] = {}
    local: list[Evidence] = []
    git: list[Evidence] = []
    waiting = [name]
    while waiting:
        current = waiting.pop(0)
        if current in files or not folder.has(current):
            continue
        files[current] = None
        for number, line in lines(folder.text(current)):
            place = folder.at(current, number)
            option = _OPTION.match(line)
            if option and option[1] in {"-r", "--requirement", "-c", "--constraint"}:
                waiting.append(_beside(current, option[2]))
            elif _LOCAL.match(option[2] if option else line):
                local.append(place)
            elif "git+" in line:
                git.append(place)
            elif not line.startswith("-") and (one := requirement(line, place)):
                found.setdefault(one.name, one)
    return RequirementsFile(files=tuple(files), requirements=tuple(found.values()), local=tuple(local), git=tuple(git))


def included(folder: Folder, name: str) -> tuple[str, ...]:
    """The files that a requirements file names, read or not."""
    options = (_OPTION.match(line) for _, line in lines(folder.text(name)))
    return tuple(_beside(name, found[2]) for found in options if found and found[1] not in {"-e", "--editable"})


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with their numbers, without comments; a backslash joins two."""
    joined = ""
    start = 0
    for number, raw in enumerate(text.split("\n"), 1):
        line = re.sub(r"(^|\s)#.*", "", raw).strip()
        start = start or number
        if line.endswith("\\"):
            joined += line[:-1] + " "
            continue
        if whole := (joined + line).strip():
            yield start, whole
        joined, start = "", 0


def _beside(name: str, other: str) -> str:
    """A path written in a file, from the service's folder; `..` is resolved as text, and never leaves the folder."""
    parts = name.split("/")[:-1]
    for part in other.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)
