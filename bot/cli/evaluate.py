"""`dockerize eval`: how often the rules decide right about repositories whose answer is known."""

from __future__ import annotations

from bot.cli import exits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

EXITS: tuple[int, ...] = (exits.DONE, exits.BROKE, exits.USAGE)


def arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--suites", default="tests/evals", metavar="DIR", help="the folder of the suites (default: tests/evals)")
    add("--output", metavar="FILE", help="write the report there as JSON")


def run(args: Namespace) -> int:
    from bot import catalogue, evals

    known = catalogue.load()
    report = evals.report([evals.judge(case, known) for case in evals.load(args.suites)])
    _show(report)
    if args.output:
        import json
        from pathlib import Path

        Path(args.output).write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return exits.DONE


def _show(report: dict[str, Any]) -> None:
    from bot.cli.page import page

    paper = page()
    for name, share in {**report["ecosystems"], "all": report["all"]}.items():
        low, high = share["interval"]
        paper.line(f"{name:12} {share['right']:3} of {share['of']:3} right  (95 %: {low:.0%} to {high:.0%})")
    for name, wrong in report["wrong"].items():
        paper.line(f"  wrong: {name}: {wrong}")
