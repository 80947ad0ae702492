"""Writes a `.dockerignore`: what a build must not see, and never what the plan copies."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.files.words import checked
from bot.types import Copy, File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.types import Plan

MADE = "# Made by dockerize; yours to change."
READS = ("**/.dockerignore",)

# Secrets first: what is not in the context cannot end in a layer. README and LICENSE stay: manifests may name them.
SECRETS = ("**/.env", "**/.env.*", "!**/.env.example", "**/.npmrc", "**/.pypirc", "**/.netrc", "**/*.key", "**/id_rsa*")
HISTORY = (".git", "**/.gitignore", "**/.gitattributes", ".github", ".gitlab-ci.yml")
DOCKER = ("**/Dockerfile*", "**/*.dockerignore", "**/.dockerignore", "**/compose*.y*ml", "**/docker-compose*.y*ml")
EDITORS = ("**/.DS_Store", "**/.idea", "**/.vscode", "**/*.swp", "**/.devcontainer")
GROUPS = (("secrets", SECRETS), ("history", HISTORY), ("Docker's own files", DOCKER), ("editors", EDITORS))


def path(plan: Plan) -> str:
    """Next to the context, or next to the Dockerfile where many services share one context."""
    if plan.context == plan.service.root:
        return plan.service.path(".dockerignore")
    return plan.service.path("Dockerfile.dockerignore")


def beside(plan: Plan) -> str:
    """Where Docker looks first for this Dockerfile, whatever the context holds."""
    return plan.service.path("Dockerfile.dockerignore")


def make(plan: Plan, has: Callable[[str], bool], text: Callable[[str], str | None]) -> File:
    """The ignore file; a person's is left alone, and ours goes beside the Dockerfile with their lines first."""
    if not is_theirs(plan, has, text):
        return File(path=path(plan), text=render(plan))
    return File(path=beside(plan), text=render(plan, _lines(text(path(plan)) or "")))


def is_theirs(plan: Plan, has: Callable[[str], bool], text: Callable[[str], str | None]) -> bool:
    """Whether a `.dockerignore` is there that was not made here."""
    return has(path(plan)) and not (text(path(plan)) or "").startswith(MADE)


def _lines(text: str) -> tuple[str, ...]:
    """A person's patterns, but for those that shut everything out: they were meant for another Dockerfile."""
    lines = tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return () if {"*", "**", "**/*", "."} & set(lines) else lines


def render(plan: Plan, theirs: tuple[str, ...] = ()) -> str:
    """The common groups, what the stack adds, and exceptions for whatever the plan copies by name."""
    groups = [("from the .dockerignore that is here", theirs)] if theirs else []
    groups += GROUPS
    if plan.ignore:
        groups.append((f"what {plan.stack} makes anew", plan.ignore))
    patterns = [pattern for _, group in groups for pattern in group]
    if wanted := tuple(f"!{source}" for source in _copied(plan) if ignored(source, patterns)):
        groups.append(("copied by name, so needed all the same", wanted))
    return "\n\n".join([MADE, *("\n".join([f"# {title}", *map(checked, group)]) for title, group in groups)]) + "\n"


def _copied(plan: Plan) -> Iterator[str]:
    for stage in plan.stages:
        for step in stage.steps:
            if isinstance(step, Copy) and not step.source_stage and not step.source_image:
                yield from (source.rstrip("/") for source in step.sources if source not in {".", "./"})


def ignored(source: str, patterns: list[str]) -> bool:
    """Whether Docker would leave a path out: the last pattern that matches it or a folder above it decides."""
    out = False
    for pattern in patterns:
        negated = pattern.startswith("!")
        if _matches(source, pattern.lstrip("!")):
            out = not negated
    return out


def _matches(source: str, pattern: str) -> bool:
    """What a pattern says literally must be there: most patterns are told apart by that, and never compiled."""
    return all(piece.strip("/") in source for piece in pattern.split("*")) and bool(
        _compiled(pattern).fullmatch(source)
    )


@lru_cache(maxsize=256)  # our own patterns come again with every plan
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*)", pattern)
    table = {"**/": "(?:[^/]+/)*", "*": "[^/]*"}
    return re.compile("".join(table.get(part, re.escape(part)) for part in parts) + "(?:/.*)?")
