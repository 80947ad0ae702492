"""The tables: what the App remembers of installations, repositories, deliveries and runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.columns import Utc

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Table(SQLModel):
    """What every table shares."""

    metadata: ClassVar[MetaData] = METADATA


class DeliveryRow(Table, table=True):
    """A webhook as it came in; `id` is X-GitHub-Delivery, `body` the JSON compressed by zlib, empty once purged."""

    __tablename__ = "deliveries"
    __table_args__ = (
        CheckConstraint("state IN ('received', 'dispatched', 'done', 'failed')", name="state"),
        Index(None, "state", "received_at"),
        Index(None, "ended_at"),
    )

    id: str = Field(primary_key=True)
    attempt: int = 1
    event: str
    action: str = ""
    installation_id: int | None = Field(default=None, sa_type=BigInteger)
    state: str = "received"
    body: bytes
    received_at: datetime = Field(sa_type=Utc)
    ended_at: datetime | None = Field(default=None, sa_type=Utc)
    sentence: str = ""


class InstallationRow(Table, table=True):
    """An account that installed the App; one that is first seen by another event has no account name yet."""

    __tablename__ = "installations"

    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    account: str = ""
    account_id: int | None = Field(default=None, sa_type=BigInteger)
    selection: str = ""
    permissions: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    suspended_at: datetime | None = Field(default=None, sa_type=Utc)
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)
    created_at: datetime = Field(sa_type=Utc)
    updated_at: datetime = Field(sa_type=Utc)


class RepositoryRow(Table, table=True):
    """A repository by its numeric id; `writer` is the run that alone may write to it now."""

    __tablename__ = "repositories"

    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    installation_id: int = Field(foreign_key="installations.id", index=True, sa_type=BigInteger)
    owner: str
    name: str
    removed_at: datetime | None = Field(default=None, sa_type=Utc)
    writer: str | None = None
    claimed_at: datetime | None = Field(default=None, sa_type=Utc)
    created_at: datetime = Field(sa_type=Utc)
    updated_at: datetime = Field(sa_type=Utc)


class RunRow(Table, table=True):
    """One walk; `id` is <delivery>/<attempt>/<repository id>. `why` is null until its delivery is dispatched."""

    __tablename__ = "runs"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'declined', 'failed')", name="state"),
        Index(None, "delivery_id", "attempt"),
    )

    id: str = Field(primary_key=True)
    delivery_id: str = Field(foreign_key="deliveries.id")
    attempt: int
    repository_id: int = Field(foreign_key="repositories.id", index=True, sa_type=BigInteger)
    why: str | None = None
    request: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: str = "waiting"
    created_at: datetime = Field(sa_type=Utc, index=True)
    started_at: datetime | None = Field(default=None, sa_type=Utc)
    ended_at: datetime | None = Field(default=None, sa_type=Utc)
    sentence: str = ""
    pull_request: str = ""  # its URL
    pull_number: int | None = None
    head: str = ""


class SpanRow(Table, table=True):
    """One entry of a run's time line; `n` is the order in which entries came in."""

    __tablename__ = "spans"
    __table_args__ = (UniqueConstraint("run_id", "name", "started_at"),)

    n: int | None = Field(default=None, primary_key=True)
    run_id: str = Field(foreign_key="runs.id")
    name: str
    started_at: datetime = Field(sa_type=Utc)
    seconds: float
    requests: int = 0
    note: str = ""


class ArtifactRow(Table, table=True):
    """Where a file that a run proposed is kept."""

    __tablename__ = "artifacts"

    run_id: str = Field(foreign_key="runs.id", primary_key=True)
    path: str = Field(primary_key=True)
    key: str
    sha256: str
    size: int = Field(sa_type=BigInteger)


class CallRow(Table, table=True):
    """One call of a language model: what it cost and how it ended, never what was asked or said."""

    __tablename__ = "model_calls"
    __table_args__ = (Index(None, "installation_id", "at"), Index(None, "at"))

    n: int | None = Field(default=None, primary_key=True)
    run_id: str = Field(foreign_key="runs.id", index=True)
    installation_id: int = Field(sa_type=BigInteger)
    at: datetime = Field(sa_type=Utc)
    model: str
    prompt: str
    ending: str
    input_tokens: int | None = None
    cached_tokens: int | None = None
    output_tokens: int | None = None
    usd: float | None = None
    seconds: float


class AdviceRow(Table, table=True):
    """Validated advice by the hash of its question: no question, no reply, no line of a repository."""

    __tablename__ = "advice"
    __table_args__ = (Index(None, "at"),)

    key: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Utc)
    advice: str
