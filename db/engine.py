"""Engines for both databases, with what each needs to lose nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING, Any

import aiosqlite
from sqlalchemy import URL, create_engine, event
from sqlalchemy.ext.asyncio import create_async_engine

from db.urls import PRAGMAS, is_sqlite, psycopg_url, sqlite_path

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine
    from sqlalchemy.ext.asyncio import AsyncEngine

# One connection to a SQLite file: waiting in the process is far cheaper than waiting for the file's lock.
SQLITE: dict[str, Any] = {"pool_size": 1, "max_overflow": 0}
POSTGRES: dict[str, Any] = {
    "pool_size": 5,
    "max_overflow": 10,
    "pool_pre_ping": True,
    "connect_args": {"connect_timeout": 10},
}


def open_engine(url: str, *, patience: float = 30) -> AsyncEngine:
    """An asynchronous engine; connects on first use, and must be disposed of. `patience`: seconds for a connection."""
    if not is_sqlite(url):
        return create_async_engine(_server(url), pool_timeout=patience, **POSTGRES)
    path = sqlite_path(url)
    where = URL.create("sqlite+aiosqlite", database=str(path))
    engine = create_async_engine(where, async_creator=lambda: _connect(path), pool_timeout=patience, **SQLITE)
    _tame(engine.sync_engine)
    return engine


def open_blocking_engine(url: str) -> Engine:
    """The same without asyncio, for migrations."""
    if not is_sqlite(url):
        return create_engine(_server(url), **POSTGRES)
    engine = create_engine(URL.create("sqlite", database=str(sqlite_path(url))), **SQLITE)
    _tame(engine)
    return engine


def _server(url: str) -> str:
    return psycopg_url(url).replace("postgresql:", "postgresql+psycopg:", 1)


async def _connect(path: Path) -> aiosqlite.Connection:
    """A connection and its thread, or neither: after a refusal the driver lets its thread end some time later.

    That time may be after the event loop, which the thread would then miss aloud.
    """
    connection = aiosqlite.connect(path)
    thread = connection._thread  # noqa: SLF001  SQLAlchemy, too, reaches it this way
    thread.daemon = True  # as SQLAlchemy has it: a connection that nobody closed must not keep the process alive
    try:
        return await connection
    except sqlite3.Error:
        await asyncio.to_thread(thread.join)
        raise


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
