"""`installation_repositories`: an account gives the App repositories, or takes them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.types import RepositoriesAdded, RepositoriesRemoved, Request, Why
from handlers import payload
from handlers.payload import Id, Installation, Part, Repository

if TYPE_CHECKING:
    from bot.types import Delivery, Intent


class Added(Part):
    installation: Installation
    repositories_added: list[Repository]


class Gone(Part):
    """A repository that was taken away: its name no longer matters."""

    id: Id


class Removed(Part):
    installation: Installation
    repositories_removed: list[Gone]


def added(delivery: Delivery) -> tuple[Intent, ...]:
    found = payload.read(Added, delivery)
    repositories = tuple(payload.repository(repository, found.installation) for repository in found.repositories_added)
    known = RepositoriesAdded(installation_id=found.installation.id, repositories=repositories)
    return (known, *(Request(repository=repository, why=Why.INSTALLED) for repository in repositories))


def removed(delivery: Delivery) -> tuple[Intent, ...]:
    found = payload.read(Removed, delivery)
    ids = tuple(repository.id for repository in found.repositories_removed)
    return (RepositoriesRemoved(installation_id=found.installation.id, repository_ids=ids),)
