"""`make apps`: generates, builds, starts, probes and stops every application with a real engine, and prints a table.

Names as arguments choose some; `--fresh` builds every layer anew.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.apps_run import apps, proving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.apps_run.apps import App
    from tests.apps_run.proving import Seen

HEAD = ("application", "build s", "size MB", "start s", "answer", "health", "user", "stop", "ok")
WIDTHS = (28, 8, 8, 8, 26, 8, 12, 12, 3)


def main(words: Sequence[str]) -> int:
    """0 when every application is well, 1 when some are not, 2 for a name that is not known."""
    names = [word for word in words if word != "--fresh"]
    chosen = [app for app in apps.load() if not names or app.name in names]
    if unknown := set(names) - {app.name for app in chosen}:
        print(f"There is no application {', '.join(sorted(unknown))} in tests/apps.")
        return 2
    print(_line(HEAD), flush=True)
    every = []
    for seen in run(chosen, fresh="--fresh" in words):
        print(row(seen), flush=True)
        every.append(seen)
    failed = [seen for seen in every if seen.problems]
    for seen in failed:
        print(f"\n{seen.app.name}: " + "\n".join(seen.problems))
    print(f"\n{len(every) - len(failed)} of {len(every)} are well")
    return 1 if failed else 0


def run(chosen: Sequence[App], *, fresh: bool) -> Iterator[Seen]:
    """One application after the other, as one engine of two processors likes it."""
    for app in chosen:
        with tempfile.TemporaryDirectory(prefix="dockerize-apps-") as folder:
            try:
                yield (
                    proving.check(app, Path(folder))
                    if app.unreachable
                    else proving.prove(app, Path(folder), fresh=fresh)
                )
            except Exception as problem:  # noqa: BLE001  the others are still to be seen
                yield proving.Seen(app=app, problems=(repr(problem),))


def row(seen: Seen) -> str:
    """One line of the table."""
    proof, name = seen.proof, seen.app.name
    if seen.app.unreachable:
        return _line((name, "", "", "", "checked only", "", "", "", _ok(seen)))
    stop = "" if proof.exit_code is None else str(proof.exit_code)
    if proof.stop_seconds is not None:
        stop = f"{stop} / {proof.stop_seconds:.1f} s"
    size = "" if proof.image_bytes is None else f"{proof.image_bytes / 1e6:.0f}"
    ended = f"exit {proof.exit_code}" if proof.exit_code is not None and proof.stop_seconds is None else "runs"
    answer = proof.answer.removeprefix("GET ").replace(" answered", "") or ended
    cells = (_seconds(proof.build_seconds), size, _seconds(proof.start_seconds), answer, proof.health or "-")
    return _line((name, *cells, proof.user, stop, _ok(seen)))


def _ok(seen: Seen) -> str:
    return "no" if seen.problems else "yes"


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _line(cells: Sequence[str]) -> str:
    return "  ".join(f"{cell:{width}}" for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
