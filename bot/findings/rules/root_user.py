"""The program does not run as root.

The last stage says `USER` with a number that is not 0, and a group that is not 0 either. A program that runs as root
is root on the host as soon as it finds one hole; a number (and not a name) is what Kubernetes' `runAsNonRoot` can
check. The default of a base image is not relied upon: the next one may have another.

Instead: end the last stage with `USER 10001:10001`.
"""

from __future__ import annotations

import re

from bot.findings.rule import Hit
from bot.lazy import pattern
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Instruction, Parsed, Part
    from bot.findings.rule import Context

NAME = "root-user"
SEVERITY = Severity.ERROR
THEIRS = Severity.ERROR

INSTEAD = "End the last stage with USER 10001:10001."
_ROOT = pattern(r"(?:root|0+)(?::.*)?", re.IGNORECASE)
_NUMERIC = pattern(r"[1-9]\d{0,8}(?::[1-9]\d{0,8})?", re.ASCII)
_UNPRIVILEGED = pattern(r".*(?:nonroot|unprivileged|chiseled).*")


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    last = parsed.stages[-1]
    stated = _user(last)
    found = stated or next(filter(None, map(_user, _parents(parsed, last))), None)
    user = " ".join(found.words) if found else ""
    if found is None:
        base = str(_base(parsed, last).image)
        mild = Severity.INFO if _UNPRIVILEGED.fullmatch(base) else None
        message = "the last stage has no USER, so the program runs as whom the image says, mostly root"
        yield Hit(line=last.start.line, message=message, instead=INSTEAD, theirs=mild)
    elif _ROOT.fullmatch(user):
        yield Hit(line=found.line, message=f"USER {user} runs the program as root", instead=INSTEAD)
    elif not _NUMERIC.fullmatch(user):
        message = f"USER {user} is not a number, so nobody can check that it is not root"
        yield Hit(line=found.line, message=message, instead=INSTEAD, theirs=Severity.WARNING)
    elif stated is None:
        message = f"USER {user} stands in another stage, and the last one does not say so"
        yield Hit(line=last.start.line, message=message, instead=INSTEAD, theirs=Severity.INFO)


def _user(stage: Part) -> Instruction | None:
    return next((one for one in reversed(stage.instructions) if one.name == "USER"), None)


def _parents(parsed: Parsed, stage: Part) -> Iterator[Part]:
    while stage.parent is not None:
        stage = parsed.stages[stage.parent]
        yield stage


def _base(parsed: Parsed, stage: Part) -> Part:
    return [stage, *_parents(parsed, stage)][-1]
