"""An empty database of each kind for each test."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

import pytest

import db

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any table: a file, or a schema of its own in the test server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/data/dockerize.db"
        return
    import psycopg

    server = os.environ["TEST_POSTGRES_URL"]
    schema = f"test_{secrets.token_hex(8)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}".encode())
        yield f"{server}?options=-csearch_path%3D{schema}"
        connection.execute(f"DROP SCHEMA {schema} CASCADE".encode())


@pytest.fixture
def url(empty: str) -> str:
    """The URL of a database with all tables."""
    db.migrate(empty)
    return empty
