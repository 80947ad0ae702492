"""Writes docs/stacks.md from the rows of the ecosystems: `python -m bot.stacks.docs > docs/stacks.md`."""

from __future__ import annotations

import inspect
from importlib import import_module

from bot.stacks import STACKS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

    from bot.stacks.rows import Install, Row

HEAD = """\
# What is recognised, from which files, and the command that each gets

This page is written from the ecosystems themselves (`python -m bot.stacks.docs > docs/stacks.md`), in their order,
which is meaning: of two that recognise the same folder one that listens on a port wins, then the earlier one. The
repository's own folder comes first; where it holds no program, each folder up to two levels below that has a manifest
is a service.

In a command `<word>` is read from the repository, and `…` stands for more words of it. A program that would never see
SIGTERM as process 1 is started by `tini --`. A server (gunicorn, uvicorn) that nobody declared is added with the
catalogue's exact version, and the decision says so."""

TAIL = """\
## Everywhere

Manifests are copied before sources, downloads are kept in cache mounts, and what only the build needs is not in the
last stage. All pins of a version together are resolved to one line of the catalogue: its default where that is allowed,
else the newest supported one. A line past its end of life is honoured and said; what contradicts a stronger wish gives
way, and is said.

The port is what the code binds or takes where `$PORT` is not set, else 8080. The health check asks a route for health
(`/healthz`, `/health`, `/ready` …), else `/`; any answer below 500 is well."""


def declared(stack: ModuleType) -> ModuleType:
    """The module with ROWS: a package keeps them in one of its own, since nothing but this page needs them."""
    return import_module(f"{stack.__name__}.rows") if hasattr(stack, "__path__") else stack


def render() -> str:
    """The whole page."""
    return "\n\n".join([HEAD, *(_section(stack) for stack in STACKS), TAIL]) + "\n"


def _section(stack: ModuleType) -> str:
    module = declared(stack)
    title, _, rest = (inspect.getdoc(stack) or "").partition("\n")[0].partition(": ")
    parts = [f"## {title}", f"{rest[:1].upper()}{rest[1:]}", _starts(module.ROWS)]
    if installs := getattr(module, "INSTALLS", ()):
        parts.append(_installs(installs))
    parts.append(f"Files that are read: {_reads(stack)}.")
    if versions := getattr(module, "VERSIONS", ""):
        parts.append(f"Versions: {versions}")
    if note := getattr(module, "NOTE", ""):
        parts.append(note)
    return "\n\n".join(parts)


def _starts(rows: tuple[Row, ...]) -> str:
    lines = (f"| {', '.join(row.what)} | {row.found} | {_commands(row.starts)} |" for row in rows)
    return "\n".join(("| what | recognised by | started with |", "|---|---|---|", *lines))


def _installs(rows: tuple[Install, ...]) -> str:
    lines = (f"| {row.found} | {_commands((row.command,))} | {row.otherwise} |" for row in rows)
    return "\n".join(("| found | installed with | else |", "|---|---|---|", *lines))


def _reads(stack: ModuleType) -> str:
    """The names of the files, whatever folder they are in, each once."""
    return ", ".join(f"`{name}`" for name in dict.fromkeys(glob.rpartition("/")[2] for glob in stack.READS))


def _commands(commands: tuple[str, ...]) -> str:
    return ", ".join(f"`{command}`" for command in commands if command)


if __name__ == "__main__":  # pragma: no cover  the test renders the page itself
    print(render(), end="")
