"""Indexes that Python packages come from, by every manifest that can name one."""

from __future__ import annotations

import re

from bot.lazy import pattern
from bot.stacks import addresses
from bot.stacks.claims import doubt
from bot.stacks.folder import table, word, words
from bot.stacks.python import requirements
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.python.managers import Managed
    from bot.types import Doubt, Evidence

_OPTION = pattern(r"(?:^|\s)(-i|--index-url|--extra-index-url|-f|--find-links|--trusted-host)[\s=]+(\S+)")
_LISTS = (("tool", "uv", "index"), ("tool", "poetry", "source"), ("tool", "pdm", "source"))


def doubts(folder: Folder, managed: Managed, pyproject: dict[str, object]) -> Iterator[Doubt]:
    """That another index must be reached, that one is trusted without a certificate, that a password is committed."""
    options = [found for name in managed.read for found in _options(folder, name)]
    named = [(value, place) for option, value, place in options if option != "--trusted-host"]
    yield from addresses.elsewhere([*named, *_tables(folder, pyproject)])
    for option, value, place in options:
        if option == "--trusted-host":
            yield doubt(
                Topic.INSTALL,
                f"pip is told to trust {value[:80]} whatever its certificate says: packages can be exchanged.",
                "Give the index a valid certificate, and drop --trusted-host.",
                place,
            )
    yield from addresses.committed(folder, (*managed.read, "pyproject.toml", "Pipfile", managed.lock))


def _options(folder: Folder, name: str) -> Iterator[tuple[str, str, Evidence]]:
    for number, line in requirements.lines(folder.text(name)):
        if line.startswith("-"):
            yield from ((found[1], found[2], folder.at(name, number)) for found in _OPTION.finditer(line))


def _tables(folder: Folder, pyproject: dict[str, object]) -> Iterator[tuple[str, Evidence]]:
    """The addresses in pyproject.toml and Pipfile, each with the line that names it."""
    uv = table(pyproject, "tool", "uv")
    found = [word(uv, "index-url"), *words(uv, "extra-index-url")]
    for *path, last in _LISTS:
        found += _urls(table(pyproject, *path).get(last))
    every = [("pyproject.toml", url) for url in found]
    every += [("Pipfile", url) for url in _urls(folder.toml("Pipfile").get("source"))]
    yield from ((url, folder.find(name, re.escape(url))) for name, url in every if url)


def _urls(entries: object) -> list[str]:
    return [word(one, "url") for one in entries] if isinstance(entries, list) else []
