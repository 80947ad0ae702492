"""DBOS on a SQLite file: the engine under which it loses nothing, and the lock that keeps a second worker away."""

from __future__ import annotations

import fcntl
import sqlite3
import time
from typing import TYPE_CHECKING

import sqlalchemy as sa

from bot.errors import BadSettings

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=30000",
    "foreign_keys=ON",
    "secure_delete=ON",  # what retention deletes is gone from the file
)


def take(path: Path) -> IO[str]:
    """Locks a file beside the database until it is closed; raises BadSettings when another process holds it.

    The system frees the lock with the process, however that ends.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.with_name(f"{path.name}.lock").open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise BadSettings(
            f"Another worker uses {path} already. SQLite carries one worker: stop the other one, start this process"
            " with --role web, or set DOCKERIZE_DATABASE_URL to a Postgres database."
        ) from None
    return file


def open_database(path: Path, version: tuple[int, ...] = sqlite3.sqlite_version_info) -> sa.Engine:
    """An engine for the file: one connection, every transaction immediate, every commit on the disk."""
    engine = sa.create_engine(f"sqlite:///{path}", pool_size=1, max_overflow=0)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = "IMMEDIATE"
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if version < (3, 42):  # DBOS asks for unixepoch('subsec') on Python 3.12 and newer
            connection.create_function("unixepoch", 1, lambda _: time.time())

    return engine
