"""How the inbox writes a batch of envelopes in one commit: the port of its two ledgers, and their statements."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.types import Receipt

Row = tuple[str, str, str, int | None, bytes]  # id, event, action, installation_id, compressed body


class Ledger(Protocol):
    """Used by one thread; opens its connection when it needs it, and again after an error."""

    def write(self, rows: Sequence[Row]) -> list[Receipt]:
        """Commits all or nothing; the ids of one batch differ. Raises DatabaseDown."""
        ...

    def check(self) -> None:
        """Raises DatabaseDown when nothing could be written now."""
        ...

    def tidy(self, *, quiet: bool) -> None:
        """What can be put off: called after each commit, and once more when nothing waits."""
        ...

    def close(self) -> None: ...


@lru_cache(maxsize=512)
def insert(rows: int, placeholder: str) -> str:
    """A new row for each envelope; all or none when one is known."""
    p = placeholder
    values = ", ".join([f"({p}, 1, {p}, {p}, {p}, 'received', {p}, {p}, '')"] * rows)
    return (
        "INSERT INTO deliveries (id, attempt, event, action, installation_id, state, body, received_at, sentence) "  # noqa: S608  placeholders alone
        f"VALUES {values}"
    )


@lru_cache(maxsize=512)
def upsert(rows: int, placeholder: str) -> str:
    """A new row for each envelope, or a new attempt of one that failed; every other row stays as it is."""
    return (
        f"{insert(rows, placeholder)} ON CONFLICT (id) DO UPDATE SET attempt = deliveries.attempt + 1, "
        "state = 'received', body = excluded.body, received_at = excluded.received_at, ended_at = NULL, sentence = '' "
        "WHERE deliveries.state = 'failed'"
    )


def values(rows: Sequence[Row], now: object) -> list[object]:
    """What both have placeholders for."""
    return [value for row in rows for value in (*row, now)]
