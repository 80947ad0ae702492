"""`dockerize check`: what policy and quality have to say about the Dockerfiles that are there."""

from __future__ import annotations

import os

from bot import catalogue, findings, snapshot
from bot.cli import exits
from bot.cli.drive import drive
from bot.errors import BadUsage
from bot.types import Severity, Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence

    from bot.types import Finding

EXITS: tuple[int, ...] = (exits.DONE, exits.BROKE, exits.USAGE)
GLOBS = ("**/Dockerfile", "**/*.Dockerfile", "**/Dockerfile.*")
NAMED = 3  # files in the last line
MOST = 100  # files; a folder with more is a collection of them, not an application


def arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("path", nargs="?", default=".", metavar="PATH", help="a Dockerfile, or a folder with some (default: this one)")
    add("--json", action="store_true", help="print one JSON object")


def run(args: Namespace) -> int:
    texts = _one(args.path) if os.path.isfile(args.path) else _all(args.path)  # noqa: PTH113  pathlib is a slow import
    known = catalogue.load()
    found = [
        finding
        for path, text in texts.items()
        for finding in _sorted((*findings.review(text, path, known), *findings.quality(text, path)))
    ]
    if args.json:
        import json

        from bot.cli import told

        print(json.dumps({"files": list(texts), "findings": told.findings(found)}, indent=2))
    else:
        _show(list(texts), found)
    return exits.BROKE if any(finding.severity is Severity.ERROR for finding in found) else exits.DONE


def _one(path: str) -> Mapping[str, str]:
    folder, _, name = os.path.realpath(path).rpartition("/")
    return {path: _readable(snapshot.Folder(folder or "/"), [name])[name]}


def _all(path: str) -> Mapping[str, str]:
    """Every Dockerfile that git would track below a folder."""
    folder = snapshot.Folder(path)
    tree = drive(folder.tree())
    found = dict.fromkeys(name for glob in GLOBS for name in tree.match(glob))
    names = [name for name in found if not name.endswith(".dockerignore") and name not in tree.unread][:MOST]
    if not names:
        raise BadUsage(f"there is no Dockerfile in {path}: write one with dockerize generate, or name a file.")
    return _readable(folder, names)


def _readable(folder: snapshot.Folder, names: Sequence[str]) -> Mapping[str, str]:
    texts = drive(folder.texts(names))
    for name, text in texts.items():
        if isinstance(text, Unread):
            raise BadUsage(f"{name} {text}: name a Dockerfile that is text.")
    return {name: str(text) for name, text in texts.items()}


def _sorted(found: Sequence[Finding]) -> Sequence[Finding]:
    """Worst first, then from top to bottom."""
    order = list(Severity)
    return sorted(found, key=lambda finding: (order.index(finding.severity), finding.line))


def _show(names: Sequence[str], found: Sequence[Finding]) -> None:
    from bot.cli.page import page

    paper = page()
    for finding in found:
        place = f"{finding.path}:{finding.line}" if finding.line else finding.path
        paper.title(f"{place}  {finding.severity}  {finding.rule}")
        paper.line(f"  {_on_one_line(finding.message)}")
        paper.line(f"  Instead: {_on_one_line(finding.instead)}")
    counts = [(sum(finding.severity is severity for finding in found), severity) for severity in Severity]
    summary = ", ".join(f"{count} of severity {severity}" for count, severity in counts if count)
    checked = ", ".join(names) if len(names) <= NAMED else f"{len(names)} Dockerfiles"
    paper.title(f"{checked}: {summary or 'nothing to complain about'}")


def _on_one_line(text: str) -> str:
    """hadolint quotes code, with its line ends."""
    return " ".join(text.split())
