"""The one place where a database's own errors become ours."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import DatabaseDown

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def database_down() -> Iterator[None]:
    """Raises DatabaseDown for what may pass: no connection, a lock held for too long, a full disk.

    A mistake of ours (a constraint, wrong SQL) stays what it is. The sentence holds the driver's first line alone: the
    rest would show the statement and its values.
    """
    try:
        yield
    except PoolTimeout as problem:
        raise DatabaseDown("The database is too busy: no connection became free in time.") from problem
    except (OperationalError, InterfaceError, InternalError) as problem:
        detail = str(problem.orig).strip().splitlines() or ["it gave no reason"]
        raise DatabaseDown(f"The database did not answer: {detail[0]}") from problem
