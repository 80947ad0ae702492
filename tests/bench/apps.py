"""Image size and build time of each application of tests/apps, every layer built anew, beside the committed figures.

Packages come from the cache mounts where an earlier build left them. `--write` keeps the figures in apps.json.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.apps_run import __main__ as loop
from tests.apps_run import apps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.apps_run.proving import Seen

    Figures = Mapping[str, Mapping[str, float]]

FLAGS = ("--write",)
KEPT = Path(__file__).with_name("apps.json")
WORSE = 1.10  # of an image's size; a build's time says too much of the machine to be held to


def main(flags: Sequence[str] = ()) -> int:
    """1 when an image got larger by a tenth, or an application is not well."""
    earlier: Figures = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    now: dict[str, Mapping[str, float]] = {}
    worst = 0
    print(f"{'application':28}  {'size MB':>8}  {'was':>8}  {'build s':>8}  {'was':>8}")
    for seen in loop.run([app for app in apps.load() if not app.unreachable], fresh=True):
        if figures := measured(seen):
            now[seen.app.name] = figures
        line = compared(seen.app.name, figures, earlier.get(seen.app.name, {}))
        print(line, flush=True)
        worst = max(worst, int(bool(seen.problems) or "LARGER" in line))
    if flags:
        KEPT.write_text(json.dumps({**earlier, **now}, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return worst


def measured(seen: Seen) -> dict[str, float]:
    """The figures of one application, {} where it was not proven."""
    proof = seen.proof
    if seen.problems or proof.image_bytes is None or proof.build_seconds is None:
        return {}
    return {"megabytes": round(proof.image_bytes / 1e6, 1), "build_seconds": round(proof.build_seconds, 1)}


def compared(name: str, now: Mapping[str, float], earlier: Mapping[str, float]) -> str:
    """A line of the table."""
    cells = [f"{figures.get(key, '-')!s:>8}" for key in ("megabytes", "build_seconds") for figures in (now, earlier)]
    larger = bool(now and earlier) and now["megabytes"] > earlier["megabytes"] * WORSE
    note = "" if now else "  not well"
    return "  ".join((f"{name:28}", *cells)) + ("  LARGER" if larger else note)
