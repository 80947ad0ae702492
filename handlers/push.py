"""`push`: commits arrive on a branch, or the branch goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.types import Request, Why
from handlers import payload
from handlers.payload import Payload, Repository

if TYPE_CHECKING:
    from bot.types import Delivery, Intent


class Pushed(Repository):
    default_branch: str


class Push(Payload):
    ref: str
    deleted: bool = False
    repository: Pushed


def push(delivery: Delivery) -> tuple[Intent, ...]:
    """Only the default branch matters; the branches that the App pushes are never that one."""
    found = payload.read(Push, delivery)
    wanted = f"refs/heads/{found.repository.default_branch}"
    if found.deleted or found.ref != wanted or not found.installation:
        return ()
    return (Request(repository=payload.repository(found.repository, found.installation), why=Why.PUSHED),)
