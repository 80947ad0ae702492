"""What the tests of this folder give to the rules: a catalogue, a repository, and fragments of Dockerfiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import catalogue
from bot.findings.parse import parse
from bot.findings.rule import context, written
from bot.frozen import replace

if TYPE_CHECKING:
    from bot.findings.parse import Parsed
    from bot.findings.rule import Context, Rule
    from bot.types import Severity

DIGEST = "sha256:" + "a" * 64
# The shipped one moves with the world; what these tests cite stands still. pdm has no version of its own here.
CATALOGUE = replace(
    catalogue.load(),
    digests={"python:3.14-slim-trixie": DIGEST},
    servers={"gunicorn": "27.0.1", "uvicorn": "0.54.0"},
    tools={"uv": "0.13.9", "poetry": "2.5.1", "poetry-plugin-export": "1.9.0"},
)
BASE = "FROM python:3.14-slim-trixie\n"
NAMES = (
    "main.py manage.py start.sh bin/rails mvnw gradlew pkg/__main__.py src/tool.py build.mjs scripts/build.sh artisan "
    "web/manage.py src/index.ts main.ts main.c"
)
FILES = frozenset(NAMES.split())


def given(parsed: Parsed) -> Context:
    """The context of a repository with a few files."""
    return context(parsed, CATALOGUE, FILES.__contains__)


def stage(fragment: str) -> str:
    """A whole Dockerfile: the fragment with a FROM in front, unless it has one."""
    return fragment if "FROM " in fragment else BASE + fragment


def caught(rule: Rule, fragment: str) -> list[int]:
    """The lines on which a rule has something to say."""
    parsed = parse(stage(fragment), "Dockerfile")
    return [hit.line for hit in rule.check(parsed, given(parsed))]


def theirs(rule: Rule, fragment: str) -> list[Severity]:
    """How serious a rule is in a file that a person wrote."""
    parsed = parse(stage(fragment), "Dockerfile")
    return [finding.severity for finding in written((rule,), parsed, given(parsed))]
