"""The closed vocabulary that a model decides in: the JSON Schema of its reply, and the topics that it may speak of."""

from __future__ import annotations

from bot.advice.consent import CONFIGURATION
from bot.types import Topic

TOPICS = (
    Topic.RUNTIME,
    Topic.KIND,
    Topic.SYSTEM_PACKAGE_BUILD,
    Topic.SYSTEM_PACKAGE_RUN,
    Topic.INSTALL,
    Topic.BUILD,
    Topic.START,
    Topic.ENTRY,
    Topic.PORT,
    Topic.HEALTH_PATH,
    Topic.VARIABLE,
    Topic.COPY,
    Topic.OUTPUT,
    Topic.STOP_SIGNAL,
)
# What a model may want to see of a repository that no rule reads: words for people, and the long tail's manifests and
# entry points. Read last, as far as the budget of files goes.
_LONG_TAIL = (
    *("Package.swift", "build.zig", "pubspec.yaml", "shard.yml", "stack.yaml", "*.cabal", "deps.edn", "project.clj"),
    *("Project.toml", "DESCRIPTION", "build.sbt", "cpanfile", "*.nimble", "dune-project", "v.mod", "rebar.config"),
)
_SOURCES = (
    "pl",
    "lua",
    "cr",
    "zig",
    "swift",
    "dart",
    "hs",
    "clj",
    "jl",
    "R",
    "scala",
    "nim",
    "ml",
    "erl",
    "tcl",
    "f90",
)
READS = (
    *(CONFIGURATION, "README*", "Procfile", "Makefile", "docs/deploy*", *_LONG_TAIL),
    *(f"{folder}*.{ending}" for ending in _SOURCES for folder in ("", "src/", "bin/", "lib/")),
)
NAME = "decisions"
MOST_SERVICES = 10
MOST_DECISIONS = 40  # of one service
MOST_WORDS = 60  # of one value
LONGEST = 400  # characters of one word or reason


def _object(**properties: object) -> dict[str, object]:
    """As strict structured output wants it: every property required, and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_TEXT = {"type": "string"}
_DECISION = _object(
    topic={"type": "string", "enum": [str(topic) for topic in TOPICS]},
    value={"type": "array", "items": _TEXT},
    reason=_TEXT,
    path=_TEXT,
    line={"type": "integer"},
)
_SERVICE = _object(root=_TEXT, decisions={"type": "array", "items": _DECISION})
SCHEMA: dict[str, object] = _object(services={"type": "array", "items": _SERVICE})
