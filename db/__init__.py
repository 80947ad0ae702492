"""Tables, the store, and migrations; a row never leaves this folder.

Nothing heavy is imported until it is asked for: a process that only takes deliveries in needs no SQLAlchemy.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from db.store import SqlStore


def migrate(url: str) -> None:
    """Brings a database to the newest tables, and makes it when it is not there; blocks. Raises DatabaseDown.

    Any number of processes may do this at once: each waits for the other.
    """
    from db.upgrade import upgrade

    upgrade(url)


def open_store(url: str) -> SqlStore:
    """The store of a migrated database; connects on first use. Use it with `async with`, or close it."""
    from db.store import SqlStore

    return SqlStore.open(url)
