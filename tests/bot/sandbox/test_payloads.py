"""The payloads of webhooks, held against the schemas that are published for them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from bot.sandbox import payloads
from tests.contracts.cache import WEBHOOKS

if TYPE_CHECKING:
    from tests.bot.sandbox.rig import Rig, Shop


def everything(rig: Rig, shop: Shop) -> list[tuple[str, dict[str, Any]]]:
    """One of each webhook that the sandbox sends."""
    at, held = "/repos/octo/shop", f"/installations/{shop.installation}"
    for action in ("created", "suspend", "unsuspend"):
        rig.control("PATCH", held, action=action)
    rig.control("PATCH", held, action="new_permissions_accepted", permissions={"contents": "read"})
    rig.control("PATCH", f"{held}/repositories", add={"late": {"a": "b"}})
    rig.control("PATCH", f"{held}/repositories", add={"late": {"a": "b"}})
    rig.control("PATCH", f"{held}/repositories", remove=["late"])
    rig.control("POST", f"{at}/commits", files={"a": "b", "app.py": None}, author="ann")
    rig.control("POST", f"{at}/commits", files={"a": "c"}, author="ann", branch="fresh")
    number = rig.control("POST", f"{at}/issues", title="t", body="b", author="ann")["number"]
    rig.control("POST", f"{at}/issues/{number}/comments", body="/dockerize", author="ann")
    pull = shop.pull("fresh").json()["number"]
    rig.control("PATCH", f"{at}/pulls/{pull}", state="closed")
    rig.control("PATCH", f"{at}/pulls/{pull}", state="open")
    rig.control("PATCH", f"{at}/pulls/{pull}", state="merged")
    rig.control("POST", "/ping")
    rig.control("PATCH", at, name="store")
    rig.control("PATCH", "/repos/octo/store", deleted=True)
    rig.control("PATCH", held, action="deleted")
    return [(each.event, json.loads(json.dumps(each.payload))) for each in rig.world.deliveries]


# Nobody is asked for an installation that needs no approval, and an App's own ping has no repository's hook.
UNLIKE = ("installation created: ['requester'] null", "ping None: ['hook']")


@pytest.mark.contracts
def test_every_payload_is_as_it_is_published(rig: Rig, shop: Shop) -> None:
    definitions = json.loads(WEBHOOKS.read_text())["definitions"]

    wrong = [
        f"{event} {payload.get('action')}: {list(error.instance_path)} {error.message[-200:]}"
        for event, payload in everything(rig, shop)
        for error in validator(definitions, event, payload).iter_errors(payload)
    ]

    assert [each for each in wrong if not each.startswith(UNLIKE)] == []


def validator(definitions: dict[str, Any], event: str, payload: dict[str, Any]) -> jsonschema_rs.Draft7Validator:
    name = f"{event}${payload.get('action', 'event')}"
    schema = {"$ref": f"#/definitions/{name if name in definitions else event + '$event'}", "definitions": definitions}
    return jsonschema_rs.Draft7Validator(schema, ignore_unknown_formats=True)


def test_each_change_sends_its_own(rig: Rig, shop: Shop) -> None:
    sent = everything(rig, shop)

    assert [(event, payload.get("action")) for event, payload in sent] == [
        ("installation", "created"),
        ("installation", "suspend"),
        ("installation", "unsuspend"),
        ("installation", "new_permissions_accepted"),
        ("installation_repositories", "added"),
        ("installation_repositories", "added"),
        ("installation_repositories", "removed"),
        ("push", None),
        ("push", None),
        ("issue_comment", "created"),
        ("pull_request", "closed"),
        ("pull_request", "reopened"),
        ("pull_request", "closed"),
        ("ping", None),
        ("repository", "renamed"),
        ("repository", "deleted"),
        ("installation", "deleted"),
    ]
    pushed, fresh = sent[7][1], sent[8][1]
    assert (pushed["commits"][0]["added"], pushed["commits"][0]["removed"]) == (["a"], ["app.py"])
    assert (pushed["created"], fresh["created"]) == (False, True)
    assert sent[14][1]["changes"]["repository"]["name"]["from"] == "shop"


def test_a_push_may_be_the_first_or_delete_its_ref(rig: Rig) -> None:
    rig.install("ann", kind="User", repositories={"bare": {}})
    rig.control("POST", "/repos/ann/bare/commits", files={"a": "b"}, author="ann")
    repo = rig.world.repository("ann", "bare")
    assert repo is not None
    sha = repo.head

    gone = payloads.push(rig.world, repo, "refs/heads/gone", repo.owner, "http://sandbox", before=sha)
    rig.world.installations.clear()
    alone = payloads.push(rig.world, repo, "refs/heads/main", repo.owner, "http://sandbox", before=None)

    first = rig.world.deliveries[0].payload
    assert (first["created"], first["before"]) == (True, payloads.NO_COMMIT)
    assert (gone["deleted"], gone["head_commit"]) == (True, None)
    assert "installation" not in alone
    assert "organization" not in alone
