"""Database URLs: which of the two databases one means, and where it is; imports nothing heavy."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import BadSettings

# Of every connection to a SQLite file, whoever opens it. WAL lets readers and one writer work side by side; FULL makes
# a commit survive a power cut; `secure_delete` makes a purged payload's bytes leave the file.
PRAGMAS = (
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
    ("busy_timeout", "30000"),
    ("foreign_keys", "ON"),
    ("secure_delete", "ON"),
)


def is_sqlite(url: str) -> bool:
    """Whether a URL means a SQLite file (else Postgres). Raises BadSettings for any other database."""
    scheme = urlsplit(url).scheme.split("+")[0]
    if scheme in {"postgresql", "postgres"}:
        return False
    if scheme == "sqlite" and url.startswith(("sqlite:///", "sqlite+")) and _path(url):
        return True
    raise BadSettings(
        f"The database URL begins with {scheme or 'nothing'!r}: "
        "use sqlite:///path/to/file.db or postgresql://user:password@host/name."
    )


def sqlite_path(url: str) -> Path:
    """The file of a SQLite URL; its folder is made when missing."""
    path = Path(_path(url))
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def psycopg_url(url: str) -> str:
    """A Postgres URL as libpq and psycopg read it."""
    return f"postgresql://{url.partition('://')[2]}"


def _path(url: str) -> str:
    return url.partition(":///")[2]
