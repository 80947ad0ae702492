"""Insert-or-update for both databases: the two spell it alike, but SQLAlchemy keeps one for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from db.tables import Table

Insert = postgresql.Insert | sqlite.Insert


def insert(connection: AsyncConnection, table: type[Table]) -> Insert:
    """The insert of the database at hand, which knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def values(row: Table) -> dict[str, Any]:
    """All columns of a new row, for an insert; one that the database numbers itself is left out."""
    return {name: value for name, value in row.model_dump().items() if name != "n"}
