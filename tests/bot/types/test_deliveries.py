"""What came in: how a repository is called."""

from __future__ import annotations

from bot.types import Repository


def test_a_repository_has_a_full_name() -> None:
    assert Repository(id=1, owner="o", name="n", installation_id=2).full_name == "o/n"
