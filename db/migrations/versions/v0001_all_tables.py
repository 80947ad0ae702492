"""All tables of the first version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.columns import Utc

revision = "0001"
down_revision = None


def upgrade() -> None:
    _deliveries()
    _installations()
    _repositories()
    _runs()
    _of_a_run()


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("installation_id", sa.BigInteger()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", Utc(), nullable=False),
        sa.Column("ended_at", Utc()),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('received', 'dispatched', 'done', 'failed')", name=op.f("ck_deliveries_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index(op.f("ix_deliveries_state_received_at"), "deliveries", ["state", "received_at"])
    op.create_index(op.f("ix_deliveries_ended_at"), "deliveries", ["ended_at"])


def _installations() -> None:
    op.create_table(
        "installations",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("account_id", sa.BigInteger()),
        sa.Column("selection", sa.String(), nullable=False),
        sa.Column("permissions", sa.JSON(), nullable=False),
        sa.Column("suspended_at", Utc()),
        sa.Column("deleted_at", Utc()),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("updated_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installations")),
    )


def _repositories() -> None:
    op.create_table(
        "repositories",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("installation_id", sa.BigInteger(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("removed_at", Utc()),
        sa.Column("writer", sa.String()),
        sa.Column("claimed_at", Utc()),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("updated_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repositories")),
        sa.ForeignKeyConstraint(
            ["installation_id"], ["installations.id"], name=op.f("fk_repositories_installation_id_installations")
        ),
    )
    op.create_index(op.f("ix_repositories_installation_id"), "repositories", ["installation_id"])


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("delivery_id", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("repository_id", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.String()),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("started_at", Utc()),
        sa.Column("ended_at", Utc()),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("pull_request", sa.String(), nullable=False),
        sa.Column("pull_number", sa.Integer()),
        sa.Column("head", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'declined', 'failed')", name=op.f("ck_runs_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name=op.f("fk_runs_delivery_id_deliveries")),
        sa.ForeignKeyConstraint(
            ["repository_id"], ["repositories.id"], name=op.f("fk_runs_repository_id_repositories")
        ),
    )
    op.create_index(op.f("ix_runs_delivery_id_attempt"), "runs", ["delivery_id", "attempt"])
    op.create_index(op.f("ix_runs_repository_id"), "runs", ["repository_id"])
    op.create_index(op.f("ix_runs_created_at"), "runs", ["created_at"])


def _of_a_run() -> None:
    op.create_table(
        "spans",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("started_at", Utc(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_spans")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_spans_run_id_runs")),
        sa.UniqueConstraint("run_id", "name", "started_at", name=op.f("uq_spans_run_id_name_started_at")),
    )
    op.create_table(
        "artifacts",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "path", name=op.f("pk_artifacts")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_artifacts_run_id_runs")),
    )
