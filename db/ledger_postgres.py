"""The inbox's ledger on Postgres: one statement is one commit, which the server has flushed before it answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import psycopg

from bot.errors import DatabaseDown
from bot.types import Receipt
from db.ledger import upsert, values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.ledger import Row


class PostgresLedger:
    """A connection of its own; several processes may write to one database."""

    def __init__(self, url: str, *, patience: float = 5.0) -> None:
        """`patience`: seconds for whatever the server does; GitHub waits ten for an answer."""
        self._url = url
        self._patience = round(patience * 1000)
        self._connection: psycopg.Connection | None = None

    def write(self, rows: Sequence[Row]) -> list[Receipt]:
        ordered = sorted(rows, key=lambda row: row[0])  # two processes with the same ids then wait, and never deadlock
        statement = upsert(len(rows), "%s") + " RETURNING id, attempt"
        attempts = dict(self._execute(statement, values(ordered, datetime.now(UTC))))
        receipts = {0: Receipt.DUPLICATE, 1: Receipt.STORED}
        return [receipts.get(attempts.get(row[0], 0), Receipt.AGAIN) for row in rows]

    def check(self) -> None:
        """The table is there, and the server takes writes, which a standby does not."""
        statement = (
            "SELECT current_setting('transaction_read_only'), count(*) FROM (SELECT FROM deliveries LIMIT 1) AS x"
        )
        ((read_only, _),) = self._execute(statement)
        if read_only == "on":
            raise DatabaseDown("This Postgres server takes no writes: it is a standby, or the database is read-only.")

    def setting(self, name: str) -> object:
        """What the connection says of a setting."""
        return self._execute("SELECT current_setting(%s)", [name])[0][0]

    def tidy(self, *, quiet: bool) -> None:
        """Postgres does that by itself."""

    def close(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None

    def _execute(self, statement: str, given: Sequence[object] = ()) -> list[Any]:
        """One statement, one commit; once more when a connection turns out to be dead that had been idle."""
        idle = self._connection is not None
        try:
            self._connection = self._connection or self._connect()
            return self._connection.execute(statement.encode(), given).fetchall()
        except psycopg.Error as problem:
            dead = idle and self._connection is not None and self._connection.closed
            self.close()
            if dead:
                return self._execute(statement, given)
            raise DatabaseDown(f"Postgres could not keep deliveries: {str(problem).strip()}.") from problem

    def _connect(self) -> psycopg.Connection:
        limit = self._patience
        return psycopg.connect(
            self._url,
            autocommit=True,
            connect_timeout=max(2, limit // 1000),
            tcp_user_timeout=limit,
            options=f"-c synchronous_commit=on -c statement_timeout={limit} -c lock_timeout={limit}",
        )
