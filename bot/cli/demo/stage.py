"""The real server and worker on SQLite, and a GitHub on this machine, in a temporary folder and on free ports."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import DockerizeError
from bot.types import RunState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.main import App
    from bot.sandbox.handle import Sandbox
    from bot.settings import Settings
    from bot.types import RunRecord, Span

OWNER = "demo"
PATIENCE = 120.0  # seconds for a run that takes about one
ENDED = (RunState.DONE, RunState.DECLINED, RunState.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Everything that plays: the App with its settings, GitHub, the repository's name, and the log."""

    settings: Settings
    app: App
    github: Sandbox
    repository: str
    log: Path


@contextlib.contextmanager
def plainly() -> Iterator[None]:
    """What the sandbox cannot do is told as everything else that breaks."""
    from bot.sandbox.handle import SandboxFailed

    try:
        yield
    except SandboxFailed as problem:
        raise DockerizeError(str(problem)) from problem


@contextlib.contextmanager
def stage(folder: Path, repository: str) -> Iterator[Stage]:
    """Starts it all in a folder, and ends it all."""
    from bot import main
    from bot.sandbox.handle import Sandbox
    from bot.settings import Settings
    from bot.telemetry import set_up

    _stay_here()
    log = folder / "log.txt"
    github_folder = folder / "github"
    with plainly(), log.open("w", encoding="utf-8") as stream, Sandbox.start(github_folder, cwd=folder) as github:
        secret = secrets.token_hex(20)
        settings = Settings.of(
            github_app_id=github.app_id,
            github_private_key_file=github.private_key,
            github_webhook_secret=secret,
            github_api_url=github.url,
            data_dir=folder / "data",
            host="127.0.0.1",
            port=0,
            write_pace_seconds=0,  # GitHub asks for one second between writes; this one does not
        )
        set_up(settings.log_level, stream=stream, human=True, secrets=(secret, settings.private_key))
        with main.running(settings) as app:
            github.set_hook(f"http://127.0.0.1:{app.port}/webhook", secret)
            yield Stage(settings=settings, app=app, github=github, repository=repository, log=log)


def perform(on: Stage, code: Path, progress: Callable[[str], None], patience: float = PATIENCE) -> RunRecord:
    """Installs the App on the repository and waits until its run has ended; `progress` hears of each step."""
    installation = on.github.install(OWNER, {on.repository: code})
    began = time.perf_counter()
    sent = on.github.installation_delivery(installation.id)
    took = (time.perf_counter() - began) * 1000
    if sent.status != 202:
        raise DockerizeError(f"the door answered {sent.status} to a signed delivery; its log is {on.log}")
    progress(f"signed delivery installation.created {sent.delivery}: 202, stored, after {took:.0f} ms")
    return asyncio.run(_watch(on, sent.delivery, progress, patience))


async def _watch(on: Stage, delivery: str, progress: Callable[[str], None], patience: float) -> RunRecord:
    """The run of a delivery once it has ended; tells each of its steps as it is recorded."""
    import db

    told: list[Span] = []
    deadline = time.monotonic() + patience
    async with db.open_store(on.settings.database_url) as store:
        while time.monotonic() < deadline:
            for run in await store.runs(delivery_id=delivery):
                for span in run.spans[len(told) :]:
                    told.append(span)
                    progress(f"{span.name}: {span.seconds * 1000:.0f} ms, GitHub requests: {span.requests}")
                if run.state in ENDED:
                    return run
            await asyncio.sleep(0.1)
    raise DockerizeError(f"nothing came of the delivery within {patience:.0f} s; the log ends: {tail(on.log)}")


def tail(log: Path) -> str:
    """The last lines of a log, as one."""
    return " | ".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:])


def _stay_here() -> None:
    """Requests to this machine do not go through a proxy that the environment names."""
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (os.environ.get(name), "127.0.0.1,localhost")))
