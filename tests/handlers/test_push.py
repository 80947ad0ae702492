"""Which pushes matter."""

from __future__ import annotations

import pytest

from bot.errors import WrongShape
from bot.types import Request, Why
from tests.handlers.events import APP, INSTALLATION, REPOSITORY, intents


def test_a_push_to_the_default_branch_asks() -> None:
    assert intents("push", ref="refs/heads/main", installation=INSTALLATION, repository=REPOSITORY, deleted=False) == (
        Request(repository=APP, why=Why.PUSHED),
    )


@pytest.mark.parametrize("ref", ["refs/heads/dockerize/app", "refs/heads/main2", "refs/tags/main", "main"])
def test_another_branch_or_a_tag_does_not(ref: str) -> None:
    assert intents("push", ref=ref, installation=INSTALLATION, repository=REPOSITORY) == ()


def test_a_branch_that_goes_does_not() -> None:
    found = intents("push", ref="refs/heads/main", installation=INSTALLATION, repository=REPOSITORY, deleted=True)

    assert found == ()


def test_a_webhook_that_is_not_the_apps_does_not() -> None:
    assert intents("push", ref="refs/heads/main", repository=REPOSITORY) == ()


def test_a_repository_without_a_default_branch_has_the_wrong_shape() -> None:
    nameless = {"id": 11, "full_name": "octo/app"}

    with pytest.raises(WrongShape, match=r"repository\.default_branch: Field required"):
        intents("push", ref="refs/heads/main", installation=INSTALLATION, repository=nameless)
