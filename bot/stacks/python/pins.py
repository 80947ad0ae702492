"""Reads which Python a repository asks for, from every file that can say so, in order of authority."""

from __future__ import annotations

from bot.lazy import pattern
from bot.stacks import tools
from bot.stacks.claims import claim
from bot.stacks.folder import word
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim

READS = (".python-version", "runtime.txt", "*/.python-version", "*/runtime.txt")

_PIN = pattern(r"(?:python-|cpython-|python@)?(\d+(?:\.\d+){0,2})")


def read(folder: Folder, pyproject: dict[str, object]) -> Iterator[Claim]:
    """RUNTIME claims: what an installer would refuse to do without first, then what a person pinned for this folder."""
    if wanted := word(pyproject, "project", "requires-python"):
        place = folder.find("pyproject.toml", r"^\s*requires-python\s*=")
        yield claim(Topic.RUNTIME, wanted, at=place)
    for name in (".python-version", "runtime.txt"):
        if found := _pin(folder.text(name)):
            yield claim(Topic.RUNTIME, found[1], at=folder.at(name, found[0]))
    yield from tools.pins(folder, "python")
    if wanted := word(folder.toml("Pipfile"), "requires", "python_version"):
        yield claim(Topic.RUNTIME, wanted, at=folder.find("Pipfile", r"^\s*python_version\s*="))
    if wanted := word(pyproject, "tool", "poetry", "dependencies", "python"):
        yield claim(Topic.RUNTIME, wanted, at=folder.find("pyproject.toml", r"^\s*python\s*="))


def _pin(text: str) -> tuple[int, str] | None:
    """The first line that is a version, with its number; else the first that says anything, understood or not."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]
    said = [(number, line) for number, line in lines if line and not line.startswith("#")]
    plain = ((number, found[1]) for number, line in said if (found := _PIN.fullmatch(line)))
    return next(plain, said[0] if said else None)
