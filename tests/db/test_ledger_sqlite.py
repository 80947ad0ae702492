"""The ledger on SQLite: its settings, its WAL, a full disk, and a lock that somebody holds."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest

from bot.errors import DatabaseDown
from bot.types import Receipt
from db.ledger_sqlite import SqliteLedger

if TYPE_CHECKING:
    from pathlib import Path

    from db.ledger import Row


@pytest.fixture
def path(sqlite_template: Path, tmp_path: Path) -> Path:
    found = tmp_path / "dockerize.db"
    found.write_bytes(sqlite_template.read_bytes())
    return found


def row(id_: str, size: int = 100) -> Row:
    return id_, "push", "", 7, b"x" * size


def settle() -> None:
    """Until no checkpoint runs beside the writer."""
    for thread in threading.enumerate():
        if thread.name == "inbox-checkpoint":
            thread.join()


def count(path: Path) -> int:
    connection = sqlite3.connect(path)
    (found,) = connection.execute("SELECT count(*) FROM deliveries").fetchone()
    connection.close()
    return int(found)


@pytest.mark.parametrize(
    ("name", "value"), [("synchronous", 2), ("journal_mode", "wal"), ("wal_autocheckpoint", 0), ("foreign_keys", 1)]
)
def test_the_connection_says_that_commits_are_durable(path: Path, name: str, value: object) -> None:
    ledger = SqliteLedger(path)

    assert ledger.pragma(name) == value
    ledger.close()


def test_the_wal_is_folded_when_it_is_quiet(path: Path) -> None:
    ledger = SqliteLedger(path)
    ledger.write([row(str(number), 10_000) for number in range(100)])
    before = path.stat().st_size

    ledger.tidy(quiet=True)

    assert path.stat().st_size > before
    ledger.close()


def test_while_it_is_busy_a_small_wal_is_left_alone(path: Path) -> None:
    ledger = SqliteLedger(path)
    ledger.write([row(str(number), 10_000) for number in range(100)])
    before = path.stat().st_size

    ledger.tidy(quiet=False)

    assert path.stat().st_size == before
    ledger.close()


def test_the_wal_stays_bounded_however_busy_it_is(path: Path) -> None:
    ledger = SqliteLedger(path, bound=2**20)

    for batch in range(60):
        ledger.write([row(f"{batch}-{number}", 10_000) for number in range(10)])
        ledger.tidy(quiet=False)
        settle()

    assert (path.parent / "dockerize.db-wal").stat().st_size < 4 * 2**20
    assert count(path) == 600
    ledger.close()


def test_it_may_be_closed_while_a_checkpoint_runs_beside(path: Path) -> None:
    ledger = SqliteLedger(path, bound=0)
    ledger.write([row(str(number), 100_000) for number in range(100)])
    ledger.tidy(quiet=False)
    ledger.tidy(quiet=False)

    ledger.close()

    assert count(path) == 100


def test_a_disk_that_is_full_is_told_and_heals(path: Path) -> None:
    ledger = SqliteLedger(path)
    pages = int(str(ledger.pragma("page_count")))
    ledger.pragma(f"max_page_count = {pages + 20}")
    ledger.write([row("fits")])

    with pytest.raises(DatabaseDown, match="full"):
        ledger.write([row("small"), row("large", 1_000_000)])

    assert count(path) == 1
    assert ledger.write([row("small"), row("large", 1_000_000)]) == [Receipt.STORED] * 2
    ledger.close()


def test_a_disk_without_room_is_not_ready(path: Path) -> None:
    ledger = SqliteLedger(path, spare=2**62)

    with pytest.raises(DatabaseDown, match="make room"):
        ledger.check()
    ledger.close()


def test_a_lock_that_is_held_too_long_is_told_and_nothing_is_kept(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ledger = SqliteLedger(path, patience=0.05)

    with pytest.raises(DatabaseDown, match="locked"):
        ledger.write([row("d-1")])

    other.execute("ROLLBACK")
    other.close()
    assert ledger.write([row("d-1")]) == [Receipt.STORED]
    ledger.close()


def test_a_value_that_cannot_be_kept_leaves_no_transaction_open(path: Path) -> None:
    ledger = SqliteLedger(path)

    with pytest.raises(OverflowError):
        ledger.write([row("d-1"), ("d-2", "push", "", 2**63, b"")])

    assert count(path) == 0
    assert ledger.write([row("d-1")]) == [Receipt.STORED]
    ledger.close()


def test_a_folder_that_is_gone_is_told(path: Path) -> None:
    ledger = SqliteLedger(path.parent / "gone" / "dockerize.db")

    with pytest.raises(DatabaseDown, match="unable to open"):
        ledger.write([row("d-1")])
    with pytest.raises(DatabaseDown, match="unable to open"):
        ledger.check()
