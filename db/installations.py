"""Installations and their repositories, by numeric id: who they are now, and whether the App may act for them.

Deliveries come late, twice and out of order, so: names are refreshed by whatever names them; a missing installation is
made again by whatever mentions it; a deletion is final, since GitHub gives a new installation a new id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, case, func, null, select, update
from sqlmodel import col

from bot.types import (
    InstallationAdded,
    InstallationDeleted,
    InstallationSuspended,
    InstallationUnsuspended,
    RepositoriesAdded,
    RepositoriesRemoved,
    RepositoryRenamed,
)
from db.tables import InstallationRow, RepositoryRow
from db.upsert import insert, values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.types import Intent, Repository


async def apply(connection: AsyncConnection, intent: Intent, now: datetime) -> None:
    """Brings both tables up to date; idempotent."""
    match intent:
        case InstallationAdded():
            await _introduce(connection, intent, now)
            await _place(connection, intent.installation_id, intent.repositories, now, added=True)
        case RepositoriesAdded():
            await _place(connection, intent.installation_id, intent.repositories, now, added=True)
        case RepositoriesRemoved():
            await _remove(connection, intent, now)
        case InstallationDeleted():
            await _delete(connection, intent.installation_id, now)
        case InstallationSuspended():
            await _suspend(connection, intent.installation_id, now, since=now)
        case InstallationUnsuspended():
            await _suspend(connection, intent.installation_id, now, since=None)
        case RepositoryRenamed():
            await know(connection, (intent.repository,), now)
        case _:  # a Request, the only one left
            await know(connection, (intent.repository,), now)


async def know(connection: AsyncConnection, repositories: Iterable[Repository], now: datetime) -> None:
    """Makes repositories known under their present names; one that was taken from the App stays taken."""
    found: dict[int, list[Repository]] = {}
    for repository in repositories:
        found.setdefault(repository.installation_id, []).append(repository)
    for installation_id in sorted(found):
        await _place(connection, installation_id, found[installation_id], now, added=False)


async def active(connection: AsyncConnection, repository: Repository) -> bool:
    """Whether the App may act for a repository: selected, and its installation neither deleted nor suspended."""
    found = await connection.execute(
        select(col(RepositoryRow.id))
        .join(InstallationRow, col(InstallationRow.id) == col(RepositoryRow.installation_id))
        .where(
            col(RepositoryRow.id) == repository.id,
            col(RepositoryRow.installation_id) == repository.installation_id,
            col(RepositoryRow.removed_at).is_(None),
            col(InstallationRow.deleted_at).is_(None),
            col(InstallationRow.suspended_at).is_(None),
        )
    )
    return found.first() is not None


async def _ensure(connection: AsyncConnection, installation_id: int, now: datetime) -> bool:
    """Makes a missing installation, and holds its row until the transaction ends; returns whether it is not deleted."""
    new = insert(connection, InstallationRow).values(
        values(InstallationRow(id=installation_id, created_at=now, updated_at=now))
    )
    kept = await connection.execute(
        new.on_conflict_do_update(index_elements=["id"], set_={"updated_at": new.excluded.updated_at}).returning(
            col(InstallationRow.deleted_at)
        )
    )
    return kept.scalar_one() is None


async def _introduce(connection: AsyncConnection, intent: InstallationAdded, now: datetime) -> None:
    row = InstallationRow(
        id=intent.installation_id,
        account=intent.account,
        account_id=intent.account_id,
        selection=intent.selection,
        permissions=dict(intent.permissions),
        created_at=now,
        updated_at=now,
    )
    new = insert(connection, InstallationRow).values(values(row))
    fresh = ("account", "account_id", "selection", "permissions", "updated_at")
    await connection.execute(
        new.on_conflict_do_update(index_elements=["id"], set_={name: new.excluded[name] for name in fresh})
    )


async def _place(
    connection: AsyncConnection,
    installation_id: int,
    repositories: Sequence[Repository],
    now: datetime,
    *,
    added: bool,
) -> None:
    """Puts repositories under an installation, unless that one is gone: then their names alone are taken from it.

    `added` heals a removal. Without it, one that comes from another installation is there, and one that was removed
    from this one stays removed.
    """
    live = await _ensure(connection, installation_id, now)
    rows = [
        values(
            RepositoryRow(
                id=repository.id,
                installation_id=installation_id,
                owner=repository.owner,
                name=repository.name,
                removed_at=None if live else now,
                created_at=now,
                updated_at=now,
            )
        )
        for repository in sorted(repositories, key=lambda repository: repository.id)  # one order: no deadlock
    ]
    if not rows:
        return
    new = insert(connection, RepositoryRow)
    fresh: dict[str, ColumnElement[Any]] = {name: new.excluded[name] for name in ("owner", "name", "updated_at")}
    if live:
        stayed = col(RepositoryRow.installation_id) == new.excluded.installation_id
        fresh["installation_id"] = new.excluded.installation_id
        fresh["removed_at"] = null() if added else case((stayed, col(RepositoryRow.removed_at)), else_=null())
    await connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=fresh), rows)


async def _remove(connection: AsyncConnection, intent: RepositoriesRemoved, now: datetime) -> None:
    await _ensure(connection, intent.installation_id, now)
    await connection.execute(
        update(RepositoryRow)
        .where(
            col(RepositoryRow.id).in_(intent.repository_ids),
            col(RepositoryRow.installation_id) == intent.installation_id,
            col(RepositoryRow.removed_at).is_(None),
        )
        .values(removed_at=now, updated_at=now)
    )


async def _delete(connection: AsyncConnection, installation_id: int, now: datetime) -> None:
    """No `installation_repositories` event follows a deletion, so its repositories are marked here."""
    await _ensure(connection, installation_id, now)
    await connection.execute(
        update(InstallationRow)
        .where(col(InstallationRow.id) == installation_id)
        .values(deleted_at=func.coalesce(col(InstallationRow.deleted_at), now))
    )
    await connection.execute(
        update(RepositoryRow)
        .where(col(RepositoryRow.installation_id) == installation_id, col(RepositoryRow.removed_at).is_(None))
        .values(removed_at=now, updated_at=now)
    )


async def _suspend(connection: AsyncConnection, installation_id: int, now: datetime, *, since: datetime | None) -> None:
    """The mark is the installation's alone: so lifting it heals exactly the repositories that it stopped."""
    await _ensure(connection, installation_id, now)
    await connection.execute(
        update(InstallationRow).where(col(InstallationRow.id) == installation_id).values(suspended_at=since)
    )
