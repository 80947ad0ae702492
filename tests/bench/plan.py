"""What it costs to plan each application of tests/apps in process: from the open folder to the rendered files."""

from __future__ import annotations

import cProfile
import pstats
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot import pipeline, snapshot
from bot.cli.drive import drive
from tests.apps_run import apps

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUNDS = 5
FLAGS = ("--profile",)
GOALS = (10, 50)  # milliseconds: the median application, and the slowest
SHOWN = 5


def main(flags: Sequence[str] = ()) -> int:
    with tempfile.TemporaryDirectory() as target:
        folders = {app.name: app.copy(Path(target)) for app in apps.load()}
        for folder in folders.values():
            plan(folder)  # what is imported and compiled once, is
        costs = {name: _cost(folder) for name, folder in folders.items()}
        print(f"plan: {len(costs)} applications, each the best of {ROUNDS}; goals: median {GOALS[0]} ms, {GOALS[1]} ms")
        for number, kind in enumerate(("wall", "cpu")):
            figures = {name: cost[number] for name, cost in costs.items()}
            slowest = sorted(figures, key=figures.__getitem__, reverse=True)
            shown = ", ".join(f"{name} {figures[name]:.1f}" for name in slowest[:SHOWN])
            print(f"plan, {kind}: median {statistics.median(figures.values()):.1f} ms; slowest: {shown}")
        if flags:
            _profile(folders[max(costs, key=lambda name: costs[name][1])])
    return 0


def plan(folder: Path) -> None:
    """Everything that `generate` does between its start and its writing."""
    drive(pipeline.decide(snapshot.Folder(str(folder)), apps.CATALOGUE))


def _cost(folder: Path) -> tuple[float, float]:
    """Milliseconds until it is done, and of a processor: on a busy machine they differ."""
    rounds = []
    for _ in range(ROUNDS):
        began, used = time.perf_counter(), time.process_time()
        plan(folder)
        rounds.append(((time.perf_counter() - began) * 1000, (time.process_time() - used) * 1000))
    walls, cpus = zip(*rounds, strict=True)
    return min(walls), min(cpus)


def _profile(folder: Path) -> None:
    """Where the time of the slowest goes."""
    profile = cProfile.Profile()
    profile.runcall(plan, folder)
    print(f"plan: profile of {folder.name}")
    pstats.Stats(profile, stream=sys.stdout).sort_stats("cumulative").print_stats(30)
