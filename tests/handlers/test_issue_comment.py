"""Who asks by a comment."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import WrongShape
from bot.types import Comment, Request, Why
from tests.handlers.events import APP, INSTALLATION, REPOSITORY, intents

ISSUE = {"number": 5, "title": "Please"}
MONA = {"login": "mona", "type": "User"}


def comment(**fields: Any) -> dict[str, Any]:
    return {"id": 99, "body": "/dockerize", "user": MONA, **fields}


def created(found: dict[str, Any], action: str = "created", **more: Any) -> tuple[object, ...]:
    payload = {"installation": INSTALLATION, "repository": REPOSITORY, "issue": ISSUE, **more}
    return intents("issue_comment", action, comment=found, **payload)


def test_a_person_asks() -> None:
    assert created(comment()) == (
        Request(repository=APP, why=Why.ASKED, comment=Comment(id=99, issue=5, author="mona")),
    )


def test_a_person_who_says_something_else_does_not() -> None:
    assert created(comment(body="You are totally right!")) == ()


def test_an_empty_comment_does_not() -> None:
    assert created(comment(body=None)) == ()


@pytest.mark.parametrize("action", ["edited", "deleted"])
def test_a_comment_that_is_not_new_does_not(action: str) -> None:
    assert created(comment(), action) == ()


@pytest.mark.parametrize("kind", ["Bot", "Organization", "Mannequin"])
def test_whoever_is_no_person_does_not(kind: str) -> None:
    assert created(comment(user={"login": "dependabot[bot]", "type": kind})) == ()


def test_an_app_that_writes_in_a_persons_name_does_not() -> None:
    assert created(comment(performed_via_github_app={"id": 3, "slug": "poet"})) == ()


def test_a_person_who_left_github_does_not() -> None:
    assert created(comment(user=None)) == ()


def test_a_webhook_that_is_not_the_apps_does_not() -> None:
    assert created(comment(), installation=None) == ()


def test_a_comment_without_an_author_field_has_the_wrong_shape() -> None:
    with pytest.raises(WrongShape, match=r"comment\.user: Field required"):
        created({"id": 99, "body": "/dockerize"})
