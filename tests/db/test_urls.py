"""Which database a URL means."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BadSettings
from db.urls import is_sqlite, psycopg_url, sqlite_path


@pytest.mark.parametrize("url", ["sqlite:///data/x.db", "sqlite:////var/x.db", "sqlite+aiosqlite:///x.db"])
def test_a_file(url: str) -> None:
    assert is_sqlite(url)


@pytest.mark.parametrize("url", ["postgresql://u:p@h/d", "postgres://u:p@h/d", "postgresql+psycopg://u:p@h/d"])
def test_a_server(url: str) -> None:
    assert not is_sqlite(url)
    assert psycopg_url(url) == "postgresql://u:p@h/d"


@pytest.mark.parametrize("url", ["mysql://u:hunter2@h/d", "", "data/x.db", "sqlite://", "sqlite:///", "sqlite:x.db"])
def test_anything_else_is_refused_with_what_to_use_instead(url: str) -> None:
    with pytest.raises(BadSettings, match="sqlite:///") as caught:
        is_sqlite(url)

    assert "hunter2" not in caught.value.sentence


def test_the_folder_of_a_file_is_made(tmp_path: Path) -> None:
    assert sqlite_path(f"sqlite:///{tmp_path}/a/b/x.db") == Path(f"{tmp_path}/a/b/x.db")
    assert (tmp_path / "a" / "b").is_dir()
