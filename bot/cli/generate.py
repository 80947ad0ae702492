"""`dockerize generate`: the same pipeline as on GitHub, on a local folder."""

from __future__ import annotations

import os
import sys

from bot import catalogue, pipeline, snapshot
from bot.cli import exits
from bot.cli.drive import drive
from bot.cli.writing import in_the_way, write
from bot.errors import BadUsage
from bot.types import Decline, Declined, Existing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from bot.catalogue import Catalogue
    from bot.cli.verify import Prover
    from bot.types import Decided

EXITS: tuple[int, ...] = (
    exits.DONE,
    exits.BROKE,
    exits.USAGE,
    exits.NOTHING_RECOGNISED,
    exits.POLICY,
    exits.UNREADABLE,
    exits.IN_THE_WAY,
    exits.NOT_PROVEN,
)


def arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("path", nargs="?", default=".", metavar="PATH", help="the folder of the application (default: this one)")
    add("--output", metavar="DIR", help="where the files go (default: into PATH)")
    add("--force", action="store_true", help="overwrite files that are in the way")
    add("--improve", action="store_true", help="replace a Dockerfile that the policy objects to, keeping what it says")
    add("--dry-run", action="store_true", help="write nothing, show the files")
    add("--json", action="store_true", help="print one JSON object")
    add("--verify", action="store_true", help="build and start the image with the Docker engine that is here")
    add("--env", action="append", default=[], metavar="NAME[=VALUE]", help="what --verify starts it with")
    add("--base", metavar="BRANCH", help="the branch the workflow publishes from (default: that of origin, else main)")


def run(args: Namespace) -> int:
    source = snapshot.Folder(args.path)
    base = args.base or _base(source.root)
    known = catalogue.load()
    decision = drive(pipeline.decide(source, known, base, wish=_wish(args)))
    if isinstance(decision, Declined):
        return _declined(decision, as_json=args.json)
    target = args.output or source.root
    if os.path.lexists(target) and not os.path.isdir(target):  # noqa: PTH112  pathlib is a slow import
        raise BadUsage(f"{target} is not a folder: name another one with --output.")
    replaced = {finding.path for finding in decision.replaced}
    blocked = () if args.dry_run else in_the_way(decision.files, target, force=args.force)
    if blocked := [name for name in blocked if name not in replaced]:
        return _blocked(blocked, target, as_json=args.json)
    prover = _prover(known) if args.verify else None  # without an engine nothing is written either
    written = [] if args.dry_run else write(decision.files, target)
    if not args.json:
        elsewhere = "" if os.path.realpath(target) == os.path.realpath(source.root) else source.root
        _show(args, decision, target, written, elsewhere)
    proofs = prover.prove(decision, source.root, args.env) if prover else ()
    if args.json:
        from bot.cli import told

        _print({**told.decided(decision, proofs if prover else None), "target": target, "written": written})
    elif prover:
        prover.show(proofs)
    return exits.DONE if all(seen.proven for _, seen in proofs) else exits.NOT_PROVEN


def _prover(known: Catalogue) -> Prover:
    """Raises DockerMissing."""
    from bot.cli.verify import Prover

    return Prover(known)


def _wish(args: Namespace) -> Existing:
    """What is only shown, or goes elsewhere, stands in nobody's way."""
    if args.improve:
        return Existing.IMPROVE
    return Existing.REPLACE if args.force or args.dry_run or args.output else Existing.LEAVE


def _declined(refusal: Declined, *, as_json: bool) -> int:
    if as_json:
        from bot.cli import told

        _print(told.declined(refusal))
    else:
        better = refusal.findings if refusal.reason is Decline.HAS_DOCKERFILE else ()
        lines = [
            f"dockerize generate: {refusal.sentence}",
            *(f"  {one.path}:{one.line} {one.message} Instead: {one.instead}" for one in better),
            *(f"  not read: {remark}" for remark in refusal.remarks),
        ]
        print(_clean("\n".join(lines)), file=sys.stderr)
    return exits.of_decline(refusal.reason)


def _blocked(blocked: Sequence[str], target: str, *, as_json: bool) -> int:
    links = any(name.endswith(")") for name in blocked)
    instead = (
        "Move them away, or write elsewhere with --output." if links else "Overwrite with --force, or use --output."
    )
    sentence = f"in the way in {target}: {', '.join(blocked)}. Nothing was written. {instead}"
    if as_json:
        _print({"outcome": "in the way", "sentence": sentence, "paths": list(blocked)})
    else:
        print(f"dockerize generate: {_clean(sentence)}", file=sys.stderr)
    return exits.IN_THE_WAY


def _show(args: Namespace, decision: Decided, target: str, written: Sequence[str], source: str) -> None:
    from bot.cli import decision as told_to_people
    from bot.cli.page import page

    paper = page()
    told_to_people.show(paper, decision)
    if args.dry_run:
        told_to_people.files(paper, decision)
    else:
        told_to_people.closing(paper, decision, target, written, source)
        if _below_a_repository(target):
            paper.line("  GitHub reads workflows in a repository's own folder alone: move .github there.")


def _below_a_repository(target: str) -> bool:
    """Whether a folder above is the repository's own."""
    folder = os.path.realpath(target)
    above = [folder[:end] for end, char in enumerate(folder) if char == "/"]
    return not os.path.exists(f"{folder}/.git") and any(os.path.exists(f"{place}/.git") for place in above)  # noqa: PTH110


def _base(root: str) -> str:
    """The default branch as the clone knows it."""
    try:
        with open(f"{root}/.git/refs/remotes/origin/HEAD", encoding="utf-8") as head:  # noqa: PTH123  pathlib is slow
            prefix, _, branch = head.read().strip().partition("refs/remotes/origin/")
    except (OSError, UnicodeDecodeError):
        return "main"
    return branch if prefix == "ref: " and branch else "main"


def _print(data: dict[str, object]) -> None:
    import json

    print(json.dumps(data, indent=2))


def _clean(text: str) -> str:
    from bot.cli.page import clean

    return clean(text)
