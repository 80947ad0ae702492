"""Installations and repositories through everything that happens to them, in any order."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from bot.types import (
    InstallationDeleted,
    InstallationSuspended,
    InstallationUnsuspended,
    RepositoriesAdded,
    RepositoriesRemoved,
    Repository,
    RepositoryRenamed,
)
from db.tables import InstallationRow, RepositoryRow
from tests.db.worlds import INSTALLED, NOON, OTHER, REPOSITORY, SECOND, ask, request, rows

if TYPE_CHECKING:
    from bot.types import Intent
    from db.store import SqlStore

ADDED = RepositoriesAdded(installation_id=7, repositories=(REPOSITORY,))
REMOVED = RepositoriesRemoved(installation_id=7, repository_ids=(REPOSITORY.id,))
DELETED = InstallationDeleted(installation_id=7)
SUSPENDED = InstallationSuspended(installation_id=7)
UNSUSPENDED = InstallationUnsuspended(installation_id=7)
MOVED = dataclasses.replace(REPOSITORY, installation_id=8)
TAKEN = RepositoriesAdded(installation_id=8, repositories=(MOVED,))
LEFT = InstallationDeleted(installation_id=8)


def after(url: str, *intents: Intent, repository: Repository = REPOSITORY) -> bool:
    """Whether the App may act for a repository after all these."""

    async def do(store: SqlStore) -> bool:
        for intent in intents:
            await store.apply(intent)
        return await store.active(repository)

    return ask(url, do)


def test_an_installation_is_kept_with_its_repositories(url: str) -> None:
    assert after(url, INSTALLED)

    (installation,) = rows(url, InstallationRow)
    assert (installation.account, installation.account_id, installation.selection) == ("octo", 70, "selected")
    assert installation.permissions == {"contents": "write"}
    assert installation.created_at == NOON + SECOND
    assert [(row.id, row.owner, row.name) for row in rows(url, RepositoryRow)] == [
        (11, "octo", "app"),
        (12, "octo", "web"),
    ]


def test_an_installation_without_repositories_is_kept(url: str) -> None:
    after(url, dataclasses.replace(INSTALLED, repositories=()))

    assert len(rows(url, InstallationRow)) == 1


def test_applying_twice_is_applying_once(url: str) -> None:
    assert after(url, INSTALLED, INSTALLED, ADDED, ADDED)

    assert len(rows(url, InstallationRow)) == 1
    assert len(rows(url, RepositoryRow)) == 2


@pytest.mark.parametrize(
    "intents",
    [
        (),
        (INSTALLED, REMOVED),
        (INSTALLED, DELETED),
        (INSTALLED, SUSPENDED),
        (INSTALLED, REMOVED, request()),
        (INSTALLED, REMOVED, RepositoryRenamed(repository=REPOSITORY)),
        (INSTALLED, SUSPENDED, request()),
        (INSTALLED, SUSPENDED, ADDED),
        (INSTALLED, REMOVED, SUSPENDED, UNSUSPENDED),
        (INSTALLED, TAKEN),
        (DELETED, request()),
        # late and out of order: a deletion is final
        (DELETED, INSTALLED),
        (INSTALLED, DELETED, ADDED),
        (INSTALLED, DELETED, UNSUSPENDED),
        (INSTALLED, DELETED, DELETED),
    ],
)
def test_the_app_may_not_act(url: str, intents: tuple[Intent, ...]) -> None:
    assert not after(url, *intents)


@pytest.mark.parametrize(
    "intents",
    [
        (request(),),
        (ADDED,),
        (RepositoryRenamed(repository=REPOSITORY),),
        (UNSUSPENDED, request()),
        (INSTALLED, SUSPENDED, UNSUSPENDED),
        (INSTALLED, REMOVED, ADDED),
        (INSTALLED, TAKEN, LEFT, request()),
        (REMOVED, INSTALLED),
    ],
)
def test_the_app_may_act(url: str, intents: tuple[Intent, ...]) -> None:
    assert after(url, *intents)


def test_other_repositories_stay_when_one_is_removed(url: str) -> None:
    assert after(url, INSTALLED, REMOVED, repository=OTHER)


def test_a_repository_that_another_installation_took_stays_there(url: str) -> None:
    assert after(url, INSTALLED, TAKEN, REMOVED, DELETED, ADDED, repository=MOVED)


def test_a_request_shows_that_a_repository_has_moved(url: str) -> None:
    assert after(url, INSTALLED, REMOVED, request(MOVED), repository=MOVED)


def test_a_missing_installation_is_made_again_and_named_later(url: str) -> None:
    after(url, request())
    before = [row.account for row in rows(url, InstallationRow)]

    after(url, INSTALLED)

    assert before == [""]
    assert [row.account for row in rows(url, InstallationRow)] == ["octo"]


@pytest.mark.parametrize(
    "intent",
    [
        RepositoryRenamed(repository=Repository(id=11, owner="mona", name="api", installation_id=7)),
        request(Repository(id=11, owner="mona", name="api", installation_id=7)),
        RepositoriesAdded(
            installation_id=7, repositories=(Repository(id=11, owner="mona", name="api", installation_id=7),)
        ),
    ],
)
def test_whatever_names_a_repository_refreshes_owner_and_name(url: str, intent: Intent) -> None:
    after(url, INSTALLED, intent)

    (row,) = (row for row in rows(url, RepositoryRow) if row.id == 11)
    assert (row.owner, row.name) == ("mona", "api")


def test_the_moments_of_suspension_and_deletion_are_kept(url: str) -> None:
    after(url, INSTALLED, SUSPENDED, DELETED, DELETED)

    (row,) = rows(url, InstallationRow)
    assert row.suspended_at == NOON + 2 * SECOND
    assert row.deleted_at == NOON + 3 * SECOND
