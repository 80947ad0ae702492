"""What an account gives the App, and takes away."""

from __future__ import annotations

import pytest

from bot.errors import WrongShape
from bot.types import RepositoriesAdded, RepositoriesRemoved, Request, Why
from tests.handlers.events import APP, INSTALLATION, REPOSITORY, intents


def test_each_added_repository_is_asked_for() -> None:
    found = intents(
        "installation_repositories",
        "added",
        installation=INSTALLATION,
        repositories_added=[REPOSITORY],
        repositories_removed=[],
    )

    assert found == (
        RepositoriesAdded(installation_id=7, repositories=(APP,)),
        Request(repository=APP, why=Why.INSTALLED),
    )


def test_removed_repositories_are_removed_by_their_ids_alone() -> None:
    found = intents(
        "installation_repositories",
        "removed",
        installation=INSTALLATION,
        repositories_added=[],
        repositories_removed=[{"id": 11}, {"id": 12}],
    )

    assert found == (RepositoriesRemoved(installation_id=7, repository_ids=(11, 12)),)


@pytest.mark.parametrize("action", ["added", "removed"])
def test_an_event_without_its_list_has_the_wrong_shape(action: str) -> None:
    with pytest.raises(WrongShape, match=f"repositories_{action}: Field required"):
        intents("installation_repositories", action, installation=INSTALLATION)
