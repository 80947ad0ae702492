"""Every delivery is answered with intents or with WrongShape, whatever is in it."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import WrongShape
from bot.types import (
    Delivery,
    InstallationAdded,
    InstallationDeleted,
    InstallationSuspended,
    InstallationUnsuspended,
    Intent,
    RepositoriesAdded,
    RepositoriesRemoved,
    Repository,
    RepositoryRenamed,
    Request,
    Why,
)
from handlers import HANDLERS, handle
from tests.contracts.cache import PAYLOADS

HANDLED = [(event, action) for event, actions in HANDLERS.items() for action in actions]
NAMES = (
    *("installation", "repository", "repositories", "repositories_added", "repositories_removed", "comment", "issue"),
    *("ref", "deleted", "id", "full_name", "default_branch", "account", "login", "repository_selection"),
    *("permissions", "user", "type", "body", "number", "performed_via_github_app"),
)

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.sampled_from(["octo/app", "main", "refs/heads/main", "/dockerize", "User", "all"])
)
objects = st.dictionaries(
    st.sampled_from(NAMES) | st.text(max_size=5),
    st.recursive(
        scalars,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner)
        ),
        max_leaves=15,
    ),
)


@given(handled=st.sampled_from(HANDLED), payload=objects)
def test_any_object_is_intents_or_the_wrong_shape(handled: tuple[str, str], payload: dict[str, Any]) -> None:
    event, action = handled

    with contextlib.suppress(WrongShape):
        found = handle(Delivery(id="d1", event=event, action=action, payload=payload))

        assert all(isinstance(intent, Intent) for intent in found)


@pytest.mark.parametrize(
    ("event", "action"),
    [("star", "created"), ("issue_comment", "edited"), ("push", "created"), ("installation", ""), ("", "")],
)
def test_what_nobody_handles_asks_for_nothing(event: str, action: str) -> None:
    assert handle(Delivery(id="d1", event=event, action=action, payload={})) == ()


def recorded() -> list[tuple[str, str, tuple[Intent, ...]]]:
    """All of GitHub's example payloads that ask for something: event, action, intents."""
    found: list[tuple[str, str, tuple[Intent, ...]]] = []
    for event in json.loads(PAYLOADS.read_text()):
        for example in event["examples"]:
            action = example.get("action", "")
            delivery = Delivery(id="d1", event=event["name"], action=action, payload=example)
            if intents := handle(delivery):
                found.append((delivery.event, action, intents))
    return found


HELLO = Repository(id=186853002, owner="Codertocat", name="Hello-World", installation_id=957387)
SPACE = Repository(id=186853007, owner="Codertocat", name="Space", installation_id=957387)


@pytest.mark.contracts
def test_recorded_installations_ask_for_each_repository() -> None:
    created = [intents for event, action, intents in recorded() if (event, action) == ("installation", "created")]

    assert len(created) == 2
    for added, request in created:
        assert isinstance(added, InstallationAdded)
        assert (added.account, added.account_id, added.selection) == ("Codertocat", 21031067, "selected")
        assert added.permissions["contents"] == "write"
        assert added.repositories == (HELLO,)
        assert request == Request(repository=HELLO, why=Why.INSTALLED)


@pytest.mark.contracts
def test_every_other_recorded_payload_asks_for_what_it_should() -> None:
    others = [entry for entry in recorded() if entry[:2] != ("installation", "created")]

    made = Repository(id=186853261, owner="Octocoders", name="Hello-World", installation_id=1)
    pushed = Repository(id=186853002, owner="Codertocat", name="Hello-World", installation_id=1)
    more = (
        RepositoriesAdded(installation_id=957387, repositories=(SPACE,)),
        Request(repository=SPACE, why=Why.INSTALLED),
    )
    assert others == [
        ("installation", "deleted", (InstallationDeleted(installation_id=2),)),
        ("installation", "deleted", (InstallationDeleted(installation_id=2),)),
        ("installation", "suspend", (InstallationSuspended(installation_id=16598467),)),
        ("installation", "unsuspend", (InstallationUnsuspended(installation_id=16598467),)),
        ("installation_repositories", "added", more),
        ("installation_repositories", "added", more),
        ("installation_repositories", "removed", (RepositoriesRemoved(installation_id=2, repository_ids=(1296269,)),)),
        ("push", "", (Request(repository=pushed, why=Why.PUSHED),)),
        ("push", "", (Request(repository=pushed, why=Why.PUSHED),)),
        ("repository", "created", (RepositoriesAdded(installation_id=1, repositories=(made,)),)),
        ("repository", "renamed", (RepositoryRenamed(repository=made),)),
    ]


@pytest.mark.contracts
def test_all_recorded_payloads_were_handled() -> None:
    assert sum(len(event["examples"]) for event in json.loads(PAYLOADS.read_text())) == 329
