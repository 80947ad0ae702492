"""The golden suite: small repositories, each with the decisions that a careful engineer would take."""

from __future__ import annotations

import asyncio
import tempfile
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import pipeline, snapshot
from bot.errors import BadUsage
from bot.evals.intervals import wilson
from bot.types import Decided, Declined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.catalogue import Catalogue

EXPECTED = frozenset({"declined", "stack", "start", "port", "health", "services"})
INIT = ("tini", "--")  # who is process 1 is the policy's matter, and no decision about the application


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    ecosystem: str
    files: Mapping[str, str]
    expect: Mapping[str, Any]  # only what is named is judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was decided otherwise than expected; nothing is the best."""

    case: Case
    wrong: Mapping[str, Any]


def load(folder: str) -> tuple[Case, ...]:
    """Raises BadUsage where the suite is missing or asks for what is not judged."""
    path = Path(folder, "golden.toml")
    if not path.is_file():
        raise BadUsage(f"there is no {path}: name the folder of the suites with --suites.")
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        cases = tuple(Case(**case) for case in read["case"])
    except (ValueError, KeyError, TypeError) as problem:
        raise BadUsage(f"{path} is no suite: {problem}.") from problem
    for case in cases:
        if not case.expect or set(case.expect) - EXPECTED:
            raise BadUsage(f"{path}: case {case.name} must expect some of {', '.join(sorted(EXPECTED))}, nothing else.")
    return cases


def judge(case: Case, catalogue: Catalogue) -> Result:
    """The rules alone, on a folder that is there for so long."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in case.files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        decided = asyncio.run(pipeline.decide(snapshot.Folder(folder), catalogue))
    seen = _seen(decided)
    return Result(
        case=case, wrong={name: seen.get(name) for name in case.expect if seen.get(name) != case.expect[name]}
    )


def _seen(decided: Decided | Declined) -> Mapping[str, Any]:
    if isinstance(decided, Declined):
        return {"declined": True}
    plan = decided.plans[0]
    return {
        "declined": False,
        "services": len(decided.plans),
        "stack": plan.stack,
        "start": [word for word in plan.start if word not in INIT],
        "port": plan.port or 0,
        "health": plan.health.path if plan.health else "",
    }


def report(results: Sequence[Result]) -> dict[str, Any]:
    """Shares of right repositories, in all and by ecosystem, each with its interval."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[result.case.ecosystem].append(result)
    return {
        "suite": "golden",
        "model": "rules",
        "all": _share(results),
        "ecosystems": {name: _share(group) for name, group in sorted(groups.items())},
        "wrong": {result.case.name: dict(result.wrong) for result in results if result.wrong},
    }


def _share(results: Sequence[Result]) -> dict[str, Any]:
    right = sum(not result.wrong for result in results)
    return {"right": right, "of": len(results), "interval": list(wilson(right, len(results)))}
