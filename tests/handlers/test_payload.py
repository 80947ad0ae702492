"""What gets through from a payload, and what a wrong one is told."""

from __future__ import annotations

import pytest

from bot.errors import WrongShape
from tests.handlers.events import INSTALLATION, intents


@pytest.mark.parametrize(
    "name",
    [
        "app",
        "octo/",
        "/app",
        "octo/app/more",
        "octo/..",
        "octo/.",
        "../app",
        "octo/../app",
        "octo/a pp",
        "octo/app\n",
        "octo/app?x=1",
        "octo/äpp",
        "",
    ],
)
def test_a_name_that_is_none_of_githubs_is_refused(name: str) -> None:
    with pytest.raises(WrongShape, match=r"repository\.full_name"):
        intents("repository", "renamed", installation=INSTALLATION, repository={"id": 11, "full_name": name})


@pytest.mark.parametrize("name", ["octo/.github", "octo/...x", "0_octo-o/a.b_c-d", "octo/-", "octo/_"])
def test_a_name_that_github_allows_is_taken(name: str) -> None:
    assert intents("repository", "renamed", installation=INSTALLATION, repository={"id": 11, "full_name": name})


@pytest.mark.parametrize("number", [0, -1, 2**63, "11", 1.0, True, None])
def test_an_id_that_is_no_id_is_refused(number: object) -> None:
    with pytest.raises(WrongShape, match=r"repository\.id"):
        intents("repository", "renamed", installation=INSTALLATION, repository={"id": number, "full_name": "octo/app"})


def test_the_sentence_names_fields_and_says_nothing_of_what_they_hold() -> None:
    wrong = {"id": "a secret word", "full_name": "a secret name"}

    with pytest.raises(WrongShape) as caught:
        intents("repository", "renamed", installation=INSTALLATION, repository=wrong)

    assert "repository.id" in caught.value.sentence
    assert "repository.full_name" in caught.value.sentence
    assert "secret" not in caught.value.sentence
    assert not caught.value.retry
