"""The one place where a database's own errors become ours."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, InterfaceError, NotSupportedError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import DatabaseDown

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)


@contextmanager
def database_down() -> Iterator[None]:
    """Raises DatabaseDown for what is not our mistake: no connection, a lock held for too long, a full or broken disk.

    A mistake of ours stays what it is. The sentence holds the driver's first line alone: the
    rest would show the statement and its values.
    """
    try:
        yield
    except PoolTimeout as problem:
        raise DatabaseDown("The database is too busy: no connection became free in time.") from problem
    except OURS:
        raise
    except (DatabaseError, InterfaceError) as problem:
        detail = str(problem.orig).strip().splitlines() or ["it gave no reason"]
        raise DatabaseDown(f"The database did not answer: {detail[0]}") from problem
