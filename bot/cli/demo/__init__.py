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
from bot.cli.demo.stage import OWNER, Stage, perform, stage
from bot.cli.page import page
from bot.types import RunState

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

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
            return _play(paper, on, code, stay=args.stay)


def _announce(paper: Page, source: Path, name: str, copied: tuple[int, tuple[str, ...]]) -> None:
    count, secrets = copied
    paper.title(f"{OWNER}/{name} gets the App")
    paper.line(f"  {count} files of {source}, as one commit")
    if secrets:
        paper.line(f"  left out, because they may hold secrets: {', '.join(secrets)}")


def _play(paper: Page, on: Stage, code: Path, *, stay: bool) -> int:
    """The performance, what came of it, and, if wished for, the stage to walk around on."""
    record = perform(on, code, lambda line: paper.line(f"  {line}"))
    if record.state is RunState.DONE:
        (pull,) = on.github.pulls(OWNER, on.repository)
        show.pull_request(paper, pull)
        show.time_line(paper, record)
        show.requests(paper, on.github.journal())
        paper.title(f"Done: {record.pull_request or pull['html_url']}")
    else:
        show.time_line(paper, record)
        print(f"dockerize demo: {record.sentence}", file=sys.stderr)
    if stay:
        _stay(paper, on, record)
    elif record.state is RunState.DONE:
        paper.line("  Everything it made is gone again; --stay (make demo STAY=1) keeps it to look at.")
    return {RunState.DONE: exits.DONE, RunState.DECLINED: exits.DECLINED}.get(record.state, exits.BROKE)


def _stay(paper: Page, on: Stage, record: RunRecord) -> None:
    """Says where everything is, and serves until Ctrl-C."""
    paper.title("Still serving; Ctrl-C ends it and removes everything")
    rows = [
        ("repository", f"git clone {on.github.url}/{OWNER}/{on.repository}.git"),
        ("metrics", f"http://127.0.0.1:{on.app.port}/metrics"),
        ("artifacts", on.settings.storage),
        ("database", on.settings.database_url),
        ("log", str(on.log)),
    ]
    paper.rows([*([("pull request", record.pull_request)] if record.pull_request else []), *rows])
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            time.sleep(3600)
