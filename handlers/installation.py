"""`installation`: an account installs the App, removes it, or has it stopped for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from bot.types import (
    InstallationAdded,
    InstallationDeleted,
    InstallationSuspended,
    InstallationUnsuspended,
    Request,
    Why,
)
from handlers import payload
from handlers.payload import Account, Installation, Part, Repository, Word

if TYPE_CHECKING:
    from bot.types import Delivery, Intent


class New(Installation):
    """An installation with all that is kept of it."""

    account: Account
    repository_selection: Word
    permissions: dict[Word, Word] = Field(default_factory=dict)


class Created(Part):
    installation: New
    repositories: list[Repository] = Field(default_factory=list)


class Changed(Part):
    installation: Installation


def created(delivery: Delivery) -> tuple[Intent, ...]:
    """Each repository that was selected is asked for; what speaks against it is found when it is looked at."""
    found = payload.read(Created, delivery)
    new = found.installation
    repositories = tuple(payload.repository(repository, new) for repository in found.repositories)
    added = InstallationAdded(
        installation_id=new.id,
        account=new.account.login,
        account_id=new.account.id,
        selection=new.repository_selection,
        permissions=new.permissions,
        repositories=repositories,
    )
    return (added, *(Request(repository=repository, why=Why.INSTALLED) for repository in repositories))


def deleted(delivery: Delivery) -> tuple[Intent, ...]:
    return (InstallationDeleted(installation_id=_id(delivery)),)


def suspend(delivery: Delivery) -> tuple[Intent, ...]:
    return (InstallationSuspended(installation_id=_id(delivery)),)


def unsuspend(delivery: Delivery) -> tuple[Intent, ...]:
    return (InstallationUnsuspended(installation_id=_id(delivery)),)


def _id(delivery: Delivery) -> int:
    return payload.read(Changed, delivery).installation.id
