"""What happens to a repository as a whole."""

from __future__ import annotations

import pytest

from bot.errors import WrongShape
from bot.types import RepositoriesAdded, RepositoriesRemoved, RepositoryRenamed
from tests.handlers.events import APP, INSTALLATION, REPOSITORY, intents


def test_a_new_repository_is_known_and_nothing_is_asked_for_yet() -> None:
    assert intents("repository", "created", installation=INSTALLATION, repository=REPOSITORY) == (
        RepositoriesAdded(installation_id=7, repositories=(APP,)),
    )


def test_a_renamed_repository_has_its_new_name() -> None:
    assert intents("repository", "renamed", installation=INSTALLATION, repository=REPOSITORY) == (
        RepositoryRenamed(repository=APP),
    )


def test_a_deleted_repository_is_removed() -> None:
    assert intents("repository", "deleted", installation=INSTALLATION, repository=REPOSITORY) == (
        RepositoriesRemoved(installation_id=7, repository_ids=(11,)),
    )


@pytest.mark.parametrize("action", ["created", "renamed", "deleted"])
def test_a_webhook_that_is_not_the_apps_asks_for_nothing(action: str) -> None:
    assert intents("repository", action, repository=REPOSITORY) == ()


@pytest.mark.parametrize("action", ["created", "renamed", "deleted"])
def test_an_event_without_a_repository_has_the_wrong_shape(action: str) -> None:
    with pytest.raises(WrongShape, match="repository: Field required"):
        intents("repository", action, installation=INSTALLATION)
