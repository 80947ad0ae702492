"""Moments are kept as moments, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import StatementError
from sqlmodel import col

from db.engine import open_blocking_engine
from db.tables import DeliveryRow

if TYPE_CHECKING:
    from pathlib import Path

ABROAD = datetime(2026, 11, 24, 2, 30, 0, 5, tzinfo=timezone(timedelta(hours=5, minutes=30)))
AT_HOME = datetime(2026, 11, 23, 21, 0, 0, 5, tzinfo=UTC)


def keep(url: str, moment: datetime) -> datetime:
    engine = open_blocking_engine(url)
    try:
        with engine.begin() as connection:
            row = DeliveryRow(id="d1", event="ping", body=b"", received_at=moment)
            connection.execute(insert(DeliveryRow).values(row.model_dump()))
            return connection.execute(select(col(DeliveryRow.received_at))).scalar_one()
    finally:
        engine.dispose()


def test_a_moment_comes_back_as_the_same_moment_in_utc(url: str) -> None:
    found = keep(url, ABROAD)

    assert (found, found.tzinfo) == (AT_HOME, UTC)


def test_a_time_without_a_zone_is_refused(url: str) -> None:
    with pytest.raises(StatementError, match="no time zone"):
        keep(url, ABROAD.replace(tzinfo=None))


def test_a_moment_that_never_was_is_none(url: str) -> None:
    keep(url, ABROAD)

    engine = open_blocking_engine(url)
    with engine.begin() as connection:
        assert connection.execute(select(col(DeliveryRow.ended_at))).scalar_one() is None
    engine.dispose()


def test_sqlite_keeps_text_that_sorts_as_time_does(tmp_path: Path) -> None:
    import db

    url = f"sqlite:///{tmp_path}/dockerize.db"
    db.migrate(url)
    keep(url, ABROAD)

    engine = open_blocking_engine(url)
    with engine.begin() as connection:
        raw = connection.execute(text("SELECT received_at FROM deliveries")).scalar_one()
    engine.dispose()
    assert raw == "2026-11-23T21:00:00.000005+00:00"
