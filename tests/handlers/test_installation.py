"""What an account does with the App."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import WrongShape
from bot.types import (
    InstallationAdded,
    InstallationDeleted,
    InstallationSuspended,
    InstallationUnsuspended,
    Repository,
    Request,
    Why,
)
from tests.handlers.events import APP, INSTALLATION, REPOSITORY, intents

NEW: dict[str, Any] = {
    "id": 7,
    "account": {"id": 70, "login": "octo"},
    "repository_selection": "all",
    "permissions": {"contents": "write"},
}
WEB = Repository(id=12, owner="octo", name="web.js", installation_id=7)


def test_each_repository_of_a_new_installation_is_asked_for() -> None:
    found = intents(
        "installation", "created", installation=NEW, repositories=[REPOSITORY, {"id": 12, "full_name": "octo/web.js"}]
    )

    assert found == (
        InstallationAdded(
            installation_id=7,
            account="octo",
            account_id=70,
            selection="all",
            permissions={"contents": "write"},
            repositories=(APP, WEB),
        ),
        Request(repository=APP, why=Why.INSTALLED),
        Request(repository=WEB, why=Why.INSTALLED),
    )


def test_an_installation_without_repositories_is_known_all_the_same() -> None:
    (added,) = intents("installation", "created", installation=NEW)

    assert isinstance(added, InstallationAdded)
    assert added.repositories == ()


def test_an_enterprise_has_a_slug_instead_of_a_login() -> None:
    enterprise = NEW | {"account": {"id": 5, "slug": "big-co", "name": "Big Co"}}

    (added,) = intents("installation", "created", installation=enterprise)

    assert isinstance(added, InstallationAdded)
    assert added.account == "big-co"


def test_a_deleted_installation() -> None:
    assert intents("installation", "deleted", installation=INSTALLATION) == (InstallationDeleted(installation_id=7),)


def test_a_suspended_installation() -> None:
    assert intents("installation", "suspend", installation=INSTALLATION) == (InstallationSuspended(installation_id=7),)


def test_an_installation_that_works_again() -> None:
    assert intents("installation", "unsuspend", installation=INSTALLATION) == (
        InstallationUnsuspended(installation_id=7),
    )


def test_the_word_suspended_is_none_of_githubs() -> None:
    assert intents("installation", "suspended", installation=INSTALLATION) == ()


@pytest.mark.parametrize("action", ["created", "deleted", "suspend", "unsuspend"])
def test_an_installation_event_without_an_installation_has_the_wrong_shape(action: str) -> None:
    with pytest.raises(WrongShape, match=r"installation: Field required"):
        intents("installation", action)
