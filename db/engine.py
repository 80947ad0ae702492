"""Engines for both databases, with what each needs to lose nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.ext.asyncio import create_async_engine

from db.urls import PRAGMAS, is_sqlite, psycopg_url, sqlite_path

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.ext.asyncio import AsyncEngine


def open_engine(url: str, *, patience: float = 30) -> AsyncEngine:
    """An asynchronous engine; connects on first use, and must be disposed of. `patience`: seconds for a connection."""
    engine = create_async_engine(_dialect_url(url, sqlite="sqlite+aiosqlite"), pool_timeout=patience, **_pool(url))
    if is_sqlite(url):
        _tame(engine.sync_engine)
    return engine


def open_blocking_engine(url: str) -> Engine:
    """The same without asyncio, for migrations."""
    engine = create_engine(_dialect_url(url, sqlite="sqlite"), **_pool(url))
    if is_sqlite(url):
        _tame(engine)
    return engine


def _dialect_url(url: str, *, sqlite: str) -> str:
    if is_sqlite(url):
        return f"{sqlite}:///{sqlite_path(url)}"
    return psycopg_url(url).replace("postgresql:", "postgresql+psycopg:", 1)


def _pool(url: str) -> dict[str, Any]:
    """One connection to a SQLite file: waiting in the process is far cheaper than waiting for the file's lock."""
    if is_sqlite(url):
        return {"pool_size": 1, "max_overflow": 0}
    return {"pool_size": 5, "max_overflow": 10, "pool_pre_ping": True, "connect_args": {"connect_timeout": 10}}


def _tame(engine: Engine) -> None:
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin transactions by itself, and too late
    cursor = connection.cursor()
    for name, value in PRAGMAS:
        cursor.execute(f"PRAGMA {name}={value}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Takes the write lock at once: a reader that turns writer is refused without waiting when another one wrote.

    The execution option `begin` says otherwise: "DEFERRED" for what only reads, "" for what cannot be in a transaction.
    """
    how = connection.get_execution_options().get("begin", "IMMEDIATE")
    if how:
        connection.exec_driver_sql(f"BEGIN {how}")
