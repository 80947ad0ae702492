"""Runs: one walk each, its time line, its artifacts, and what came of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, select, update
from sqlmodel import col

from bot.types import Done, Repository, RunRecord, RunState, Span, Why
from db.tables import METADATA, ArtifactRow, RepositoryRow, RunRow, SpanRow
from db.upsert import insert, values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.types import Outcome, Request

OPEN = (RunState.WAITING, RunState.RUNNING)


def parts(run_id: str) -> tuple[str, int, int]:
    """Delivery, attempt and repository of a run's id."""
    delivery_id, attempt, repository_id = run_id.rsplit("/", 2)
    return delivery_id, int(attempt), int(repository_id)


async def record(connection: AsyncConnection, requests: Mapping[str, Request], now: datetime) -> None:
    """Makes the runs of a delivery; one that was quick and wrote its own row first is completed."""
    if not requests:
        return
    rows = [
        _new(run_id, now) | {"why": request.why.value, "request": asdict(request)}
        for run_id, request in sorted(requests.items())
    ]
    new = insert(connection, RunRow)
    asked = {name: new.excluded[name] for name in ("why", "request")}
    await connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=asked), rows)


async def ensure(connection: AsyncConnection, run_id: str, now: datetime) -> None:
    """A run may begin before its delivery's dispatch is recorded; then it makes its own row."""
    new = insert(connection, RunRow).values(_new(run_id, now))
    await connection.execute(new.on_conflict_do_nothing(index_elements=["id"]))


def _new(run_id: str, now: datetime) -> dict[str, object]:
    delivery_id, attempt, repository_id = parts(run_id)
    row = RunRow(id=run_id, delivery_id=delivery_id, attempt=attempt, repository_id=repository_id, created_at=now)
    return values(row)


async def start(connection: AsyncConnection, run_id: str, now: datetime) -> None:
    """The first start is the one that is kept."""
    await connection.execute(
        update(RunRow)
        .where(col(RunRow.id) == run_id, col(RunRow.state) == RunState.WAITING)
        .values(state=RunState.RUNNING, started_at=now)
    )


async def end(connection: AsyncConnection, run_id: str, outcome: Outcome, now: datetime) -> None:
    if isinstance(outcome, Done):
        pull = outcome.pull_request
        what = {
            "state": RunState.DONE,
            "sentence": f"Pull request #{pull.number} is {pull.state}.",
            "pull_request": pull.url,
            "pull_number": pull.number,
            "head": pull.head,
        }
    else:
        what = {"state": RunState.DECLINED, "sentence": outcome.sentence, "pull_request": outcome.url}
    await _finish(connection, run_id, what, now)


async def fail(connection: AsyncConnection, run_id: str, sentence: str, now: datetime) -> None:
    await _finish(connection, run_id, {"state": RunState.FAILED, "sentence": sentence}, now)


async def _finish(connection: AsyncConnection, run_id: str, what: Mapping[str, object], now: datetime) -> None:
    """The first end is the one that counts. A run that is over holds its repository no longer."""
    await connection.execute(
        update(RunRow).where(col(RunRow.id) == run_id, col(RunRow.state).in_(OPEN)).values(ended_at=now, **what)
    )
    await release(connection, parts(run_id)[2], run_id)


async def claim(connection: AsyncConnection, repository_id: int, run_id: str, now: datetime) -> bool:
    """One statement decides, so two runs never both hold a repository."""
    holder = col(RepositoryRow.writer)
    taken = await connection.execute(
        update(RepositoryRow)
        .where(col(RepositoryRow.id) == repository_id, holder.is_(None) | (holder == run_id))
        .values(writer=run_id, claimed_at=now)
    )
    return taken.rowcount == 1


async def release(connection: AsyncConnection, repository_id: int, run_id: str) -> None:
    await connection.execute(
        update(RepositoryRow)
        .where(col(RepositoryRow.id) == repository_id, col(RepositoryRow.writer) == run_id)
        .values(writer=None, claimed_at=None)
    )


async def add_span(connection: AsyncConnection, run_id: str, span: Span) -> None:
    """The same entry twice (same name, same start) is one."""
    row = SpanRow(run_id=run_id, **asdict(span))
    new = insert(connection, SpanRow).values(values(row))
    await connection.execute(new.on_conflict_do_nothing(index_elements=["run_id", "name", "started_at"]))


async def add_artifact(connection: AsyncConnection, row: ArtifactRow) -> None:
    new = insert(connection, ArtifactRow).values(values(row))
    fresh = {name: new.excluded[name] for name in ("key", "sha256", "size")}
    await connection.execute(new.on_conflict_do_update(index_elements=["run_id", "path"], set_=fresh))


async def records(connection: AsyncConnection, delivery_id: str | None, limit: int) -> tuple[RunRecord, ...]:
    """Newest first; of one delivery, or of all."""
    wanted: list[ColumnElement[bool]] = [col(RunRow.why).is_not(None)]
    if delivery_id is not None:
        wanted.append(col(RunRow.delivery_id) == delivery_id)
    rows = await connection.execute(
        select(
            METADATA.tables["runs"],
            col(RepositoryRow.owner),
            col(RepositoryRow.name),
            col(RepositoryRow.installation_id),
        )
        .join(RepositoryRow, col(RepositoryRow.id) == col(RunRow.repository_id))
        .where(*wanted)
        .order_by(col(RunRow.created_at).desc(), col(RunRow.id).desc())
        .limit(limit)
    )
    found = rows.all()
    spans = await _spans(connection, [row.id for row in found])
    return tuple(
        RunRecord(
            id=row.id,
            delivery_id=row.delivery_id,
            repository=Repository(
                id=row.repository_id, owner=row.owner, name=row.name, installation_id=row.installation_id
            ),
            why=Why(row.why),
            state=RunState(row.state),
            created_at=row.created_at,
            ended_at=row.ended_at,
            sentence=row.sentence,
            pull_request=row.pull_request,
            spans=tuple(spans.get(row.id, ())),
        )
        for row in found
    )


async def _spans(connection: AsyncConnection, run_ids: Sequence[str]) -> dict[str, list[Span]]:
    rows = await connection.execute(
        select(METADATA.tables["spans"])
        .where(col(SpanRow.run_id).in_(run_ids))
        .order_by(col(SpanRow.started_at), col(SpanRow.n))
    )
    found: dict[str, list[Span]] = {}
    for row in rows:
        span = Span(name=row.name, started_at=row.started_at, seconds=row.seconds, requests=row.requests, note=row.note)
        found.setdefault(row.run_id, []).append(span)
    return found
