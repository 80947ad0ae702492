"""No secret is in the image.

An ARG or ENV whose name says secret (password, token, key …) stays in the image's history and configuration, where
everybody who can pull it can read it; so does a value that a RUN gives to such a name, and a key or a token that is
written out anywhere in the file, comments included.

Instead: give it when the container starts, or for a build step as `RUN --mount=type=secret`.
"""

from __future__ import annotations

import re

from bot.catalogue.names import looks_secret
from bot.findings.parse import unquoted
from bot.findings.rule import Hit
from bot.findings.variables import is_throw_away
from bot.lazy import pattern
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "secret-in-image"
SEVERITY = Severity.ERROR
THEIRS = Severity.ERROR

INSTEAD = "Give it when the container starts, or for one build step as RUN --mount=type=secret."
_SHORTEST = 5  # characters; what is shorter is a switch, a number or a word
_MARKS = (
    "AKIA",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "sk-",
    "xox",
    "AIza",
    "npm_",
    "pypi-",
    "k_live_",
    "eyJ",
    "-----BEGIN",
    "://",
)
_WRITTEN_OUT = pattern(
    r"AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{20,}|sk-[A-Za-z0-9_-]{20,}"
    r"|xox[abprs]-[A-Za-z0-9-]{10,}|AIza[A-Za-z0-9_-]{30,}|npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{30,}|[rs]k_live_[A-Za-z0-9]{16,}"
    r"|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.|-----BEGIN [A-Z ]*PRIVATE KEY|://[^/\s:@$]+:[^/\s:@$]+@"
)
# What a shell, or a flag, gives to a name: a literal value, not one that is read from elsewhere while the step runs.
_GIVEN = pattern(
    r"""(?<![\w$-])-{0,2}([A-Za-z_][\w-]{0,99})=(["']?)([A-Za-z0-9+_!@#][\w+/=.@%!#~^:,?-]{0,500})(?=["'\s;&|)]|\Z)"""
)
_TELLING = pattern(r"SECRET|PASS|TOKEN|CREDENTIAL|API|ACCESS|PRIVATE", re.IGNORECASE)


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    suspect = any(mark in parsed.text for mark in _MARKS)
    for number, line in enumerate(parsed.text.split("\n") if suspect else (), start=1):
        if _WRITTEN_OUT.search(line):
            yield Hit(line=number, message="a key, a token or a password is written out here", instead=INSTEAD)
    for instruction in (*parsed.named("ARG"), *parsed.named("ENV")):
        for name, value in instruction.pairs():
            if looks_secret(name):
                message = f"{instruction.name} {name} would keep a secret in the image"
                yield Hit(line=instruction.line, message=message, instead=INSTEAD, theirs=_theirs(name, value))
    for run in parsed.named("RUN"):
        if name := _given(run.text):
            yield Hit(line=run.line, message=f"RUN writes out a value for {name}", instead=INSTEAD)


def _given(text: str) -> str:
    """The first name that says secret and is given a value that does not say that it is none; "" where none is."""
    for name, _, value in _GIVEN.findall(text):
        telling = _TELLING.search(name) and looks_secret(name.replace("-", "_"))
        if telling and len(value) >= _SHORTEST and not is_throw_away(value):
            return str(name)
    return ""


def _theirs(name: str, value: str) -> Severity | None:
    """A bare KEY or AUTH, and a switch, are often harmless in a person's file."""
    harmless = _TELLING.search(name) is None
    return Severity.WARNING if harmless or unquoted(value) in ("true", "false") else None
