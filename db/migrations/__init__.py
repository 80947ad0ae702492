"""Alembic's folder: `env.py` is run by alembic, `versions/` holds one file per step."""
