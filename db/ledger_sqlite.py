"""The inbox's ledger on SQLite: commits are on the disk before they return, and do not pay for checkpoints."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.errors import DatabaseDown
from bot.types import Receipt
from db.ledger import insert, upsert, values
from db.urls import PRAGMAS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from db.ledger import Row

_WORTH_BYTES = 2**20  # fewer bytes are not worth a checkpoint when it is quiet
_PASSES = 3  # of a checkpoint beside the writer: each has to copy only what was written during the one before
_ROW_BYTES = 4096  # what a row costs the WAL besides its body: the rest of its page
_COMMIT_BYTES = 6 * 4096  # what each commit does: pages of three indexes and of what is above them


class SqliteLedger:
    """A connection of its own to a file that others write too."""

    def __init__(self, path: Path, *, bound: int = 64 * 2**20, spare: int = 4 * 2**20, patience: float = 5.0) -> None:
        """`bound`: bytes of the WAL from which on it is folded although deliveries wait. `spare`: bytes without which
        a disk is as good as full. `patience`: seconds to wait for a lock; GitHub waits ten for an answer."""
        self._path = path
        self._bound = bound
        self._spare = spare
        self._patience = patience
        self._connection: sqlite3.Connection | None = None
        self._unfolded = 0  # bytes in the WAL that no checkpoint has copied, about
        self._helper: threading.Thread | None = None

    def write(self, rows: Sequence[Row]) -> list[Receipt]:
        """New rows are one statement, and so a commit by itself: a transaction looks closer only where one is known.

        For each statement the thread gives up the interpreter's lock, and has to wait for it again.
        """
        given = values(rows, datetime.now(UTC).isoformat(timespec="microseconds"))
        with self._connected() as connection:
            try:
                connection.execute(insert(len(rows), "?"), given)
                receipts = [Receipt.STORED] * len(rows)
            except sqlite3.IntegrityError:
                receipts = _merge(connection, [row[0] for row in rows], given)
        self._unfolded += _COMMIT_BYTES + sum(_ROW_BYTES + len(row[-1]) for row in rows)
        return receipts

    def check(self) -> None:
        """A commit of one page, and room for more on the disk."""
        with self._connected() as connection, _transaction(connection):
            connection.execute("SELECT 1 FROM deliveries LIMIT 1").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute(f"PRAGMA user_version = {int(version)}")
        disk = os.statvfs(self._path.parent)
        if disk.f_bavail * disk.f_frsize < self._spare:
            raise DatabaseDown(f"The disk of {self._path.parent} is full: make room, deliveries cannot be kept.")

    def tidy(self, *, quiet: bool) -> None:
        """Copies the WAL into the database, so that the next commit begins it anew.

        While deliveries wait, a thread does most of it beside the writer, and the writer the little that is left.
        """
        if self._helper:
            if not self._helper.is_alive():
                self._helper = None
                _fold(self._open())
        elif self._unfolded > (_WORTH_BYTES if quiet else self._bound):
            self._unfolded = 0
            if quiet:
                _fold(self._open())
            else:
                self._helper = threading.Thread(target=self._help, name="inbox-checkpoint", daemon=True)
                self._helper.start()

    def close(self) -> None:
        if self._helper:
            self._helper.join()
        if self._connection:
            with contextlib.suppress(sqlite3.Error):  # it is given up anyway
                self._connection.close()
        self._helper = self._connection = None
        self._unfolded = 0

    def pragma(self, name: str) -> object:
        """What the connection says of a setting, or of the one that it is given."""
        with self._connected() as connection, _transaction(connection):
            return connection.execute(f"PRAGMA {name}").fetchone()[0]

    @contextlib.contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """A connection that met an error is given up, and with it what it had not committed."""
        healthy = False
        try:
            yield self._open()
            healthy = True
        except sqlite3.Error as problem:
            raise DatabaseDown(f"SQLite could not keep deliveries in {self._path}: {problem}.") from problem
        finally:
            if not healthy:
                self.close()

    def _help(self) -> None:
        with contextlib.suppress(sqlite3.Error), contextlib.closing(self._connect()) as connection:
            for _ in range(_PASSES):
                _fold(connection)

    def _open(self) -> sqlite3.Connection:
        self._connection = self._connection or self._connect()
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, cached_statements=512)
        for name, value in (*PRAGMAS, ("busy_timeout", f"{self._patience * 1000:.0f}"), ("wal_autocheckpoint", "0")):
            connection.execute(f"PRAGMA {name}={value}")
        return connection


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Takes the write lock at once; after an error the connection must be closed."""
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("COMMIT")


def _merge(connection: sqlite3.Connection, ids: Sequence[str], given: Sequence[object]) -> list[Receipt]:
    """Keeps what is new or had failed, and says which is which."""
    marks = ", ".join("?" * len(ids))
    with _transaction(connection):
        known = dict(
            connection.execute(
                f"SELECT id, state FROM deliveries WHERE id IN ({marks})",  # noqa: S608  placeholders alone
                ids,
            ).fetchall()
        )
        connection.execute(upsert(len(ids), "?"), given)
    receipts = {None: Receipt.STORED, "failed": Receipt.AGAIN}
    return [receipts.get(known.get(id_), Receipt.DUPLICATE) for id_ in ids]


def _fold(connection: sqlite3.Connection) -> None:
    """A passive checkpoint: it waits for nobody, and no other connection waits for it."""
    with contextlib.suppress(sqlite3.Error):  # the WAL keeps everything: the next time will do
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
