"""Python files that look like an entry point and do not parse: what stands in them is not known, and that is said."""

from __future__ import annotations

import sys

from bot.stacks import unread
from bot.stacks.claims import doubt
from bot.stacks.folder import Folder, roots
from bot.stacks.python import programs
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.types import Doubt, Evidence, Snapshot

NAMES = (*programs.FILES, "wsgi.py", "asgi.py", "manage.py")
BASES = ("", "src/", "app/")


def doubts(folder: Folder, parsed: Collection[str] = ()) -> Iterator[Doubt]:
    """One for each candidate of a service that was not read or does not parse; `parsed` are those that do."""
    for base in BASES:
        for name in NAMES:
            yield from unread.entry(folder, base + name)
    for place, why in _found(folder, parsed):
        yield doubt(
            Topic.ENTRY,
            f"{place} {why}: nothing in this file was looked at, and it may be the one to start.",
            "Correct it, or say which file is started.",
            place,
        )


def sentences(snapshot: Snapshot, *manifests: str) -> tuple[str, ...]:
    """The same in short, for a repository in which nothing else was found."""
    places = (Folder(snapshot=snapshot, root=root) for root in roots(snapshot, *manifests))
    return tuple(f"{place} {why}" for folder in places for place, why in _found(folder, ()))


def _found(folder: Folder, parsed: Collection[str]) -> Iterator[tuple[Evidence, str]]:
    for name in (base + name for base in BASES for name in NAMES):
        if name not in parsed and folder.text(name) and (problem := _problem(folder.text(name))):
            line, why = problem
            yield folder.at(name, line), why


def _problem(text: str) -> tuple[int, str] | None:
    """The line and what is wrong with it, None for what parses."""
    import ast
    import warnings

    python = f"does not parse as Python {sys.version_info.major}.{sys.version_info.minor}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # as in source.parse
            ast.parse(text)
    except SyntaxError as problem:
        return problem.lineno or 0, f"{python} ({problem.msg})"
    except (ValueError, RecursionError, MemoryError):
        return 0, f"{python} (it is nested too deeply)"
    return None
