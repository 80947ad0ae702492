"""What the tests of the store begin with: deliveries as the inbox leaves them, and a look at the rows behind it."""

from __future__ import annotations

import asyncio
import zlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import insert
from sqlmodel import Session, select

from bot.types import Envelope, InstallationAdded, PullRequest, Repository, Request, Why
from db.engine import open_blocking_engine
from db.store import SqlStore
from db.tables import DeliveryRow

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from db.tables import Table

    T = TypeVar("T")
    R = TypeVar("R", bound=Table)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
REPOSITORY = Repository(id=11, owner="octo", name="app", installation_id=7)
OTHER = Repository(id=12, owner="octo", name="web", installation_id=7)
INSTALLED = InstallationAdded(
    installation_id=7,
    account="octo",
    account_id=70,
    selection="selected",
    permissions={"contents": "write"},
    repositories=(REPOSITORY, OTHER),
)
PULL = PullRequest(number=3, url="https://github.test/octo/app/pull/3", branch="dockerize/app", head="c0ffee")


class Clock:
    """Each look is a second later than the one before."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        self.at += SECOND
        return self.at


def ask(url: str, do: Callable[[SqlStore], Awaitable[T]]) -> T:
    """Opens a store, does something with it, closes it."""

    async def main() -> T:
        async with SqlStore.open(url, Clock()) as store:
            return await do(store)

    return asyncio.run(main())


def deliver(url: str, *ids: str, attempt: int = 1, state: str = "received") -> tuple[Envelope, ...]:
    """Puts deliveries where the inbox puts them, each a second after the one before."""
    envelopes = tuple(
        Envelope(id=id_, event="push", action="", installation_id=7, body=b'{"ref": "x"}', attempt=attempt)
        for id_ in ids
    )
    engine = open_blocking_engine(url)
    with engine.begin() as connection:
        for n, envelope in enumerate(envelopes):
            row = DeliveryRow(
                id=envelope.id,
                attempt=envelope.attempt,
                event=envelope.event,
                installation_id=envelope.installation_id,
                state=state,
                body=zlib.compress(envelope.body, 1),
                received_at=NOON + n * SECOND,
            )
            connection.execute(insert(DeliveryRow).values(row.model_dump()))
    engine.dispose()
    return envelopes


def rows(url: str, table: type[R]) -> list[R]:
    """All rows of a table, by primary key."""
    engine = open_blocking_engine(url)
    with Session(engine) as session:
        found = list(session.exec(select(table)))
    engine.dispose()
    return sorted(found, key=str)


def request(repository: Repository = REPOSITORY, why: Why = Why.PUSHED) -> Request:
    return Request(repository=repository, why=why)
