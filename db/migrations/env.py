"""What alembic runs for each command: on the connection, and in the transaction, that `db.migrate` hands over."""

from __future__ import annotations

from alembic import context

from db.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
