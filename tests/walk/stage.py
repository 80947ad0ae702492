"""The App beside a sandbox: what a test of a whole walk asks of the two."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import db
from bot import main
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.sandbox.handle import Sandbox, Sent
    from bot.types import RunRecord

SECRET = "It's a Secret to Everybody"
PYTHON = {
    "requirements.txt": "flask==3.1.0\n",
    "app.py": "from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get('/')\ndef page():\n    return 'hello'\n",
}
STATIC = {"index.html": "<!doctype html><title>hello</title>\n"}


def settings(sandbox: Sandbox, folder: Path, **more: Any) -> Settings:
    """Real settings, with everything on this machine and no pause between writes."""
    given: dict[str, Any] = {
        "github_app_id": sandbox.app_id,
        "github_private_key_file": sandbox.private_key,
        "github_webhook_secret": SECRET,
        "github_api_url": sandbox.url,
        "data_dir": folder / "data",
        "host": "127.0.0.1",
        "port": 0,
        "write_pace_seconds": 0,
    }
    return Settings.of(**given | more)


@dataclass(frozen=True)
class Stage:
    """A running App; `sandbox` delivers to it."""

    sandbox: Sandbox
    settings: Settings
    door: str  # where webhooks are posted

    def runs(self, sent: Sent, seconds: float = 60) -> list[RunRecord]:
        """The runs of a delivery once it has ended, in the order of their repositories."""
        assert sent.status == 202
        deadline = time.monotonic() + seconds
        while self.state(sent.delivery)[0] not in ("done", "failed"):
            assert time.monotonic() < deadline, f"{sent.delivery} has not ended: {self.state(sent.delivery)}"
            time.sleep(0.05)
        return sorted(asyncio.run(self._runs(sent.delivery)), key=lambda run: run.repository.id)

    def run(self, sent: Sent) -> RunRecord:
        (only,) = self.runs(sent)
        return only

    async def _runs(self, delivery: str) -> tuple[RunRecord, ...]:
        async with db.open_store(self.settings.database_url) as store:
            return await store.runs(delivery_id=delivery)

    def state(self, delivery: str) -> tuple[str, str]:
        """The delivery's state and sentence, as the table has them."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            found = connection.execute("SELECT state, sentence FROM deliveries WHERE id = ?", (delivery,)).fetchone()
        return (found[0], found[1]) if found else ("", "")

    @property
    def database(self) -> str:
        return self.settings.database_url.removeprefix("sqlite:///")


@contextlib.contextmanager
def playing(sandbox: Sandbox, folder: Path, **more: Any) -> Iterator[Stage]:
    """Starts the App on a free port, with the sandbox's webhooks going there."""
    given = settings(sandbox, folder, **more)
    with main.running(given) as app:
        door = f"http://127.0.0.1:{app.port}/webhook"
        sandbox.set_hook(door, SECRET)
        yield Stage(sandbox, given, door)
