"""Reads a log into a Diagnosis: the step that failed, the class of the error, and the lines that show it."""

from __future__ import annotations

import re

from bot.lazy import pattern
from bot.proof.signs import SIGNS
from bot.types import Diagnosis, Failure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

AROUND = (2, 5)  # lines shown before and after the one that says it
LAST = 15  # lines shown where none says it
LONG = 500  # characters of a line
_NOISE = pattern(r"\x1b\[[0-9;?]*[A-Za-z]|\r|^\ufeff?\d{4}-\d\d-\d\dT[\d:.]+Z ", re.MULTILINE)
# Plain progress: `#12 [build 3/6] RUN …` begins a step, `#12 1.234 …` is what it printed, `#12 ERROR: …` how it ended.
_BEGINS = pattern(r"#(\d+) (\[(?!internal\])[^\]]+\] .+)")
_PRINTED = pattern(r"#(\d+) \d+\.\d+ ?(.*)")
_ERROR = pattern(r"#(\d+) ERROR: (.*)")
_LINE = pattern(r"\S*Dockerfile\S*:(\d+)")
_SOLVE = pattern(r"ERROR: (?:failed to build: )?(?:failed to solve: )?(.*)")


def begins(line: str) -> str:
    """The step that a line of BuildKit's plain progress begins, "" for every other line."""
    found = _BEGINS.fullmatch(line)
    return found[2] if found else ""


def of_build(log: str, *, over: bool = False) -> Diagnosis:
    """Why a build failed; `over` says that its time was over."""
    lines = _lines(log)
    begun = [(found[1], found[2]) for line in lines if (found := _BEGINS.fullmatch(line))]
    if over:
        return Diagnosis(step=begun[-1][1] if begun else "build", kind=Failure.TIMEOUT, lines=_last(lines))
    failed, said = _failed(lines)
    printed = [found[2] for line in lines if (found := _PRINTED.fullmatch(line)) and found[1] == failed]
    kind, show = _classified([*printed, said] if said else lines, Failure.COMMAND)
    number = next((int(found[1]) for line in lines if (found := _LINE.fullmatch(line))), 0)
    return Diagnosis(step=dict(begun).get(failed, "build"), kind=kind, lines=show, line=number)


def of_start(step: str, printed: Sequence[str]) -> Diagnosis:
    """Why a container ended that was to run, by what it printed last."""
    kind, show = _classified(_lines("\n".join(printed)), Failure.CRASH)
    # what cannot be reached while it runs is another program; only a build fetches from the network
    return Diagnosis(step=step, kind=Failure.SERVICE if kind is Failure.NETWORK else kind, lines=show)


def _lines(log: str) -> list[str]:
    """Without colours, and without the times that GitHub puts before each line."""
    return [line.rstrip()[:LONG] for line in _NOISE.sub("", log).split("\n")]


def _failed(lines: list[str]) -> tuple[str, str]:
    """The number of the step that failed, and what was said of it; the others were called off."""
    for line in lines:
        if found := _ERROR.fullmatch(line):
            return found[1], found[2]
    said = next((found[1] for line in reversed(lines) if (found := _SOLVE.fullmatch(line))), "")
    return "", said


def _classified(lines: list[str], otherwise: Failure) -> tuple[Failure, tuple[str, ...]]:
    """The first class, in the order of the signs, that some line is a sign of, and the lines around that one."""
    for kind, sign in SIGNS:
        for number, line in enumerate(lines):
            if sign.search(line):
                before, after = AROUND
                return kind, _last(lines[max(0, number - before) : number + after + 1])
    return otherwise, _last(lines)


def _last(lines: list[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line.strip())[-LAST:]
