"""`repository`: one is made, gets another name, or is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.types import RepositoriesAdded, RepositoriesRemoved, RepositoryRenamed
from handlers import payload
from handlers.payload import Payload, Repository

if TYPE_CHECKING:
    from bot import types
    from bot.types import Delivery, Intent


class Changed(Payload):
    repository: Repository


def created(delivery: Delivery) -> tuple[Intent, ...]:
    """Makes it known and asks for nothing: there is nothing in it yet, and its first push will ask."""
    if not (found := _repository(delivery)):
        return ()
    return (RepositoriesAdded(installation_id=found.installation_id, repositories=(found,)),)


def renamed(delivery: Delivery) -> tuple[Intent, ...]:
    """The payload has the new name."""
    found = _repository(delivery)
    return (RepositoryRenamed(repository=found),) if found else ()


def deleted(delivery: Delivery) -> tuple[Intent, ...]:
    if not (found := _repository(delivery)):
        return ()
    return (RepositoriesRemoved(installation_id=found.installation_id, repository_ids=(found.id,)),)


def _repository(delivery: Delivery) -> types.Repository | None:
    found = payload.read(Changed, delivery)
    return payload.repository(found.repository, found.installation) if found.installation else None
