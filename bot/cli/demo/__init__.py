"""`dockerize demo`: the main job once, on this machine: from a signed delivery to a pull request."""

from __future__ import annotations

import contextlib
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import exits
from bot.cli.demo import folder, show
from bot.cli.demo.stage import OWNER, Stage, perform, stage, tail
from bot.cli.page import clean, page
from bot.errors import DockerizeError
from bot.types import RunState

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from bot.cli.page import Page
    from bot.types import RunRecord

EXITS: tuple[int, ...] = (exits.DONE, exits.BROKE, exits.USAGE, exits.DECLINED)


def arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--repo", metavar="PATH", type=Path, help="your own folder instead of the sample; only what git would track")
    add("--stay", action="store_true", help="keep serving until Ctrl-C, and say where")


def run(args: Namespace) -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that it cleans up as after Ctrl-C
    paper = page()
    with tempfile.TemporaryDirectory(prefix="dockerize-demo-", ignore_cleanup_errors=True) as temporary:
        code = Path(temporary) / "code"
        source = args.repo or folder.SAMPLE
        name = folder.name(source) if args.repo else "tea-shop"
        _announce(paper, source, name, folder.copy(source, code))
        with stage(Path(temporary), name) as on:
            paper.line(f"  server and worker on SQLite: http://127.0.0.1:{on.app.port}")
            paper.line(f"  GitHub on this machine: {on.github.url}")
            record = perform(on, code, lambda line: paper.line(f"  {line}"))
            return tell(paper, on, record, until_ctrl_c if args.stay else None)


def _announce(paper: Page, source: Path, name: str, copied: tuple[int, tuple[str, ...]]) -> None:
    count, secrets = copied
    paper.title(f"{OWNER}/{name} gets the App")
    paper.line(f"  {count} files of {source}, as one commit")
    if secrets:
        paper.line(f"  left out, because they may hold secrets: {', '.join(secrets)}")
    paper.line("  starting a GitHub on this machine, the server and the worker ...")


def tell(paper: Page, on: Stage, record: RunRecord, wait: Callable[[Stage], None] | None) -> int:
    """What came of it, and, where somebody waits, the stage to walk around on; returns the exit code."""
    if record.state is RunState.DONE:
        pulls = on.github.pulls(OWNER, on.repository)
        if len(pulls) != 1:
            raise DockerizeError(f"the run is done, and GitHub has {len(pulls)} pull requests instead of one")
        show.pull_request(paper, pulls[0])
    show.time_line(paper, record)
    show.requests(paper, on.github.journal())
    if record.state is RunState.DONE:
        paper.title(f"Done: {record.pull_request}" if wait else "Done: the pull request above was opened")
    else:
        ending = f"\n  its log ends: {tail(on.log)}" if record.state is RunState.FAILED else ""
        print(clean(f"dockerize demo: {record.sentence}{ending}"), file=sys.stderr)
    if wait:
        _places(paper, on, record)
        wait(on)
    else:
        paper.line("  It all ends here and is removed; --stay (make demo STAY=1) keeps it to look at and to clone.")
    return {RunState.DONE: exits.DONE, RunState.DECLINED: exits.DECLINED}.get(record.state, exits.BROKE)


def _places(paper: Page, on: Stage, record: RunRecord) -> None:
    """Says where everything is."""
    paper.title("Still serving; Ctrl-C ends it and removes everything")
    rows = [
        ("repository", f"git clone {on.github.url}/{OWNER}/{on.repository}.git"),
        ("metrics", f"http://127.0.0.1:{on.app.port}/metrics"),
        ("artifacts", on.settings.storage),
        ("database", on.settings.database_url),
        ("log", str(on.log)),
    ]
    paper.rows([*([("pull request", record.pull_request)] if record.pull_request else []), *rows])


def until_ctrl_c(on: Stage) -> None:
    """Returns when a person, or SIGTERM, has had enough; raises DockerizeError when the stage falls apart before."""
    with contextlib.suppress(KeyboardInterrupt):
        while on.github.alive:
            time.sleep(0.5)
        raise DockerizeError("the GitHub on this machine has ended by itself: start the demo anew.")
