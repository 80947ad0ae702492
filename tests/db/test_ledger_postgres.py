"""The ledger on Postgres: connections that die, servers that are not there, and standbys."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import psycopg
import pytest

from bot.errors import DatabaseDown
from bot.types import Receipt
from db.ledger_postgres import PostgresLedger
from tests.db.conftest import _database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.ledger import Row

pytestmark = pytest.mark.postgres


@pytest.fixture
def address(postgres_template: str) -> Iterator[str]:
    with _database(postgres_template) as url:
        yield url


def row(id_: str) -> Row:
    return id_, "push", "", 7, b"x"


def test_a_connection_that_died_while_it_was_idle_is_replaced_unseen(address: str) -> None:
    ledger = PostgresLedger(address)
    ledger.write([row("d-1")])
    with psycopg.connect(os.environ["TEST_POSTGRES_URL"], autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [address.rpartition("/")[2]],
        )

    receipts = ledger.write([row("d-2")])

    assert receipts == [Receipt.STORED]
    ledger.close()


def test_a_server_that_is_not_there_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        ledger = PostgresLedger(f"postgresql://dockerize@127.0.0.1:{free.getsockname()[1]}/none")

        with pytest.raises(DatabaseDown, match="refused"):
            ledger.write([row("d-1")])
    ledger.close()


def test_an_error_of_the_statement_is_told_once_and_the_next_works(address: str) -> None:
    ledger = PostgresLedger(address)
    ledger.write([row("d-1")])

    with pytest.raises(DatabaseDown, match="out of range"):
        ledger.write([("d-2", "push", "", 2**63, b"x")])

    assert ledger.write([row("d-2")]) == [Receipt.STORED]
    ledger.close()


def test_a_lock_that_is_held_too_long_is_told(address: str) -> None:
    ledger = PostgresLedger(address, patience=0.1)
    with psycopg.connect(address) as other:
        other.execute("LOCK TABLE deliveries")

        with pytest.raises(DatabaseDown, match="timeout"):
            ledger.write([row("d-1")])

    assert ledger.write([row("d-1")]) == [Receipt.STORED]
    ledger.close()


def test_commits_are_flushed_before_they_are_told(address: str) -> None:
    ledger = PostgresLedger(address)

    assert ledger.setting("synchronous_commit") == "on"
    ledger.close()


def test_a_server_that_takes_no_writes_is_not_ready(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as other:
        name = address.rpartition("/")[2]
        other.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on".encode())
    ledger = PostgresLedger(address)

    with pytest.raises(DatabaseDown, match="no writes"):
        ledger.check()
    ledger.close()


def test_tidying_is_left_to_the_server(address: str) -> None:
    ledger = PostgresLedger(address)

    ledger.tidy(quiet=True)

    ledger.check()
    ledger.close()
