"""The SQLite file of DBOS: its safety is read back, and a second worker is refused."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot.errors import BadSettings
from bot.worker import embedded

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 30000)],
)
def test_each_connection_is_safe(tmp_path: Path, pragma: str, value: object) -> None:
    engine = embedded.open_database(tmp_path / "w.db")
    with engine.connect() as connection:
        assert connection.execute(sa.text(f"PRAGMA {pragma}")).scalar() == value
    engine.dispose()


@pytest.mark.parametrize(("version", "ours"), [((3, 40, 1), True), ((3, 42, 0), False)])
def test_an_old_sqlite_is_given_the_function_that_it_lacks(
    tmp_path: Path, version: tuple[int, ...], *, ours: bool
) -> None:
    engine = embedded.open_database(tmp_path / "w.db", version)
    with engine.connect() as connection:
        answer = connection.execute(sa.text("SELECT unixepoch('subsec')")).scalar()
    engine.dispose()

    assert (answer is not None and abs(answer - time.time()) < 60) or not ours


def test_a_second_worker_is_refused_with_what_to_do(tmp_path: Path) -> None:
    first = embedded.take(tmp_path / "new" / "w.db")

    with pytest.raises(BadSettings, match="--role web"):
        embedded.take(tmp_path / "new" / "w.db")

    first.close()
    embedded.take(tmp_path / "new" / "w.db").close()


def test_a_killed_worker_holds_nothing(tmp_path: Path) -> None:
    code = f"import time, pathlib; from bot.worker import embedded; f = embedded.take(pathlib.Path({str(tmp_path)!r})"
    words = [sys.executable, "-c", f"{code} / 'w.db'); print('held', flush=True); time.sleep(60)"]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(BadSettings):
            embedded.take(tmp_path / "w.db")

        process.kill()

    embedded.take(tmp_path / "w.db").close()
