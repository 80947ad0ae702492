"""Calls of language models: each is recorded, some are summed up, and what they advised is kept for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select
from sqlmodel import col

from bot.types import Spent
from db.tables import AdviceRow, CallRow
from db.upsert import insert, values

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.types import Call


async def record(connection: AsyncConnection, call: Call) -> None:
    usage = call.usage
    row = CallRow(
        run_id=call.run_id,
        installation_id=call.installation_id,
        at=call.at,
        model=call.model,
        prompt=call.prompt,
        ending=call.ending,
        input_tokens=usage.input if usage else None,
        cached_tokens=usage.cached if usage else None,
        output_tokens=usage.output if usage else None,
        usd=call.usd,
        seconds=call.seconds,
    )
    await connection.execute(insert(connection, CallRow).values(values(row)))


async def total(
    connection: AsyncConnection, run_id: str | None, installation_id: int | None, since: datetime | None
) -> Spent:
    """What is not known of a call counts as nothing."""
    tokens = func.coalesce(col(CallRow.input_tokens), 0) + func.coalesce(col(CallRow.output_tokens), 0)
    query = select(func.coalesce(func.sum(tokens), 0), func.coalesce(func.sum(col(CallRow.usd)), 0.0))
    if run_id is not None:
        query = query.where(col(CallRow.run_id) == run_id)
    if installation_id is not None:
        query = query.where(col(CallRow.installation_id) == installation_id)
    if since is not None:
        query = query.where(col(CallRow.at) >= since)
    used, usd = (await connection.execute(query)).one()
    return Spent(tokens=int(used), usd=float(usd or 0))


async def recall(connection: AsyncConnection, key: str) -> str:
    return str(await connection.scalar(select(col(AdviceRow.advice)).where(col(AdviceRow.key) == key)) or "")


async def remember(connection: AsyncConnection, key: str, advice: str, now: datetime) -> None:
    """The first answer to a question is the one that is kept."""
    new = insert(connection, AdviceRow).values(key=key, at=now, advice=advice)
    await connection.execute(new.on_conflict_do_nothing(index_elements=["key"]))


async def forget(connection: AsyncConnection, before: datetime) -> None:
    await connection.execute(delete(AdviceRow).where(col(AdviceRow.at) < before))
