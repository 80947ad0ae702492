"""What each connection has been told before anybody uses it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from db.engine import open_blocking_engine, open_engine
from db.tables import RepositoryRow
from tests.db.worlds import NOON

if TYPE_CHECKING:
    from pathlib import Path


def test_sqlite_loses_nothing_and_waits_for_others(tmp_path: Path) -> None:
    async def main() -> dict[str, object]:
        engine = open_engine(f"sqlite:///{tmp_path}/new/folder/dockerize.db")
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        async with engine.connect() as connection:
            found = {name: await connection.scalar(text(f"PRAGMA {name}")) for name in names}
        await engine.dispose()
        return found

    assert asyncio.run(main()) == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30000,
        "secure_delete": 1,
    }


def test_a_row_that_points_nowhere_is_refused(url: str) -> None:
    row = RepositoryRow(id=1, installation_id=99, owner="octo", name="app", created_at=NOON, updated_at=NOON)
    engine = open_blocking_engine(url)

    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(insert(RepositoryRow).values(row.model_dump()))
    engine.dispose()
