"""Tests of the database, on SQLite and on Postgres."""
