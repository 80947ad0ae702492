"""Deliveries after the inbox: read by the worker, dispatched into runs, and closed when the runs have ended."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlmodel import col

from bot.types import Envelope
from db.tables import METADATA, DeliveryRow, RunRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


async def received(connection: AsyncConnection, limit: int) -> tuple[Envelope, ...]:
    """Those that nobody has dispatched, oldest first."""
    rows = await connection.execute(
        select(METADATA.tables["deliveries"])
        .where(col(DeliveryRow.state) == "received")
        .order_by(col(DeliveryRow.received_at), col(DeliveryRow.id))
        .limit(limit)
    )
    return tuple(
        Envelope(
            id=row.id,
            event=row.event,
            action=row.action,
            installation_id=row.installation_id,
            body=zlib.decompress(row.body),
            attempt=row.attempt,
        )
        for row in rows
    )


async def mark_dispatched(connection: AsyncConnection, envelope: Envelope) -> None:
    """Does nothing for an attempt that is over, or dispatched already."""
    await connection.execute(
        update(DeliveryRow)
        .where(
            col(DeliveryRow.id) == envelope.id,
            col(DeliveryRow.attempt) == envelope.attempt,
            col(DeliveryRow.state) == "received",
        )
        .values(state="dispatched")
    )


async def reject(connection: AsyncConnection, envelope: Envelope, sentence: str, now: datetime) -> None:
    await connection.execute(
        update(DeliveryRow)
        .where(
            col(DeliveryRow.id) == envelope.id,
            col(DeliveryRow.attempt) == envelope.attempt,
            col(DeliveryRow.state) == "received",
        )
        .values(state="failed", sentence=sentence, ended_at=now)
    )


async def hold(connection: AsyncConnection, delivery_id: str) -> None:
    """Makes whoever else changes this delivery's runs wait: two last runs would each see the other one running."""
    await connection.execute(
        select(col(DeliveryRow.id))
        .where(col(DeliveryRow.id) == delivery_id)
        .with_for_update(key_share=True)  # no-op on SQLite
    )


async def close(connection: AsyncConnection, delivery_id: str, attempt: int, now: datetime) -> None:
    """Failed as soon as one run has, done when none is left; never before its dispatch, which knows all of them."""
    mine = (col(RunRow.delivery_id) == delivery_id, col(RunRow.attempt) == attempt)
    broken = await connection.execute(select(col(RunRow.sentence)).where(*mine, col(RunRow.state) == "failed").limit(1))
    sentence = broken.scalar_one_or_none()
    if sentence is None:
        left = await connection.execute(
            select(col(RunRow.id)).where(*mine, col(RunRow.state).in_(("waiting", "running"))).limit(1)
        )
        if left.first() is not None:
            return
    await connection.execute(
        update(DeliveryRow)
        .where(
            col(DeliveryRow.id) == delivery_id,
            col(DeliveryRow.attempt) == attempt,
            col(DeliveryRow.state) == "dispatched",
        )
        .values(state="done" if sentence is None else "failed", sentence=sentence or "", ended_at=now)
    )


async def purge(connection: AsyncConnection, before: datetime) -> int:
    """Empties the bodies of what ended before a time; returns how many."""
    emptied = await connection.execute(
        update(DeliveryRow).where(col(DeliveryRow.ended_at) < before, col(DeliveryRow.body) != b"").values(body=b"")
    )
    return emptied.rowcount
