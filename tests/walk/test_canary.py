"""What strangers write does not stay: a string planted in files, a comment and a log is in neither database after."""

from __future__ import annotations

import contextlib
import sqlite3
import time
import zlib
from typing import TYPE_CHECKING

from bot.types import RunState
from tests.walk.stage import PYTHON, playing

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox.handle import Sandbox

CANARY = "kanarienvogel-7f3a9c"
PLANTED = {
    "requirements.txt": f"# {CANARY}\nflask==3.1.0  # {CANARY}\n",
    "app.py": PYTHON["app.py"].replace("Flask(__name__)", f"Flask(__name__)  # {CANARY}") + f"\nSECRET = '{CANARY}'\n",
    "README.md": f"<!-- {CANARY} -->\n",
    ".env": f"KEY={CANARY}\n",
}


# GitHub sends what programs said along with a check: the one log that arrives without having been asked for.
LOG = {
    "action": "completed",
    "check_run": {"name": "build", "output": {"title": "red", "summary": CANARY, "text": f"line 1\n{CANARY}\n"}},
}


def bodies(database: Path) -> list[bytes]:
    """The deliveries' bodies as the table has them, compressed."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        return [row[0] for row in connection.execute("SELECT body FROM deliveries")]


def everything(folder: Path) -> dict[str, bytes]:
    """Every file that the App keeps, write-ahead logs and all."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def holding(folder: Path, *needles: bytes) -> list[str]:
    return [name for name, content in everything(folder).items() if any(needle in content for needle in needles)]


def test_nothing_of_a_stranger_stays(sandbox: Sandbox, tmp_path: Path) -> None:
    octo = sandbox.install("octo", {"shop": PLANTED})
    sandbox.configure("octo", "shop", people={"ann": "write"})
    number = sandbox.issue("octo", "shop", "A wish", body=CANARY)
    with playing(sandbox, tmp_path) as stage:
        run = stage.run(sandbox.comment("octo", "shop", number, f"/dockerize\n\n{CANARY}", author="ann"))
        refused = stage.run(sandbox.installation_delivery(octo.id))
        logged = sandbox.deliver("check_run", {**LOG, "installation": {"id": octo.id}})
    data = tmp_path / "data"
    kept = bodies(data / "dockerize.db")

    assert (run.state, refused.state) == (RunState.DONE, RunState.DECLINED)
    assert logged.status == 202
    held = [body for body in kept if CANARY.encode() in zlib.decompress(body)]
    assert len(held) >= 2, "the comment and the log were there, and the inbox keeps them a while"
    assert b"Decided" in everything(data)["dockerize-workflows.db"]  # checkpoints are there, and hold nothing of it
    assert holding(data, CANARY.encode()) == []

    with playing(sandbox, tmp_path, payload_days=0):
        deadline = time.monotonic() + 30
        while any(bodies(data / "dockerize.db")):
            assert time.monotonic() < deadline
            time.sleep(0.1)

    assert holding(data, CANARY.encode(), *(body[:60] for body in kept)) == []
    assert b"Decided" not in everything(data)["dockerize-workflows.db"]
    assert CANARY not in sandbox.pulls("octo", "shop")[0]["body"]
