"""The App's own endpoints: who it is, where it is installed, and the tokens it gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bot.sandbox.rig import Rig, Shop


def test_the_app_is_shown_to_itself_and_its_installations_too(rig: Rig, shop: Shop) -> None:
    app = rig.call("GET", "/app", auth=rig.jwt()).json()
    listed = rig.call("GET", "/app/installations", auth=rig.jwt()).json()
    one = rig.call("GET", f"/app/installations/{shop.installation}", auth=rig.jwt()).json()
    held = rig.call("GET", "/repos/octo/shop/installation", auth=rig.jwt()).json()

    assert (app["id"], app["slug"]) == (1, "dockerize")
    assert (
        [each["id"] for each in listed]
        == [
            one["id"],
        ]
        == [held["id"]]
        == [shop.installation]
    )
    assert (one["account"]["login"], one["target_type"]) == ("octo", "Organization")


def test_what_is_not_installed_is_not_found(rig: Rig) -> None:
    assert rig.call("GET", "/app/installations/77", auth=rig.jwt()).status_code == 404
    assert rig.call("GET", "/app/installations/word", auth=rig.jwt()).status_code == 404
    assert rig.call("GET", "/repos/octo/none/installation", auth=rig.jwt()).status_code == 404


def test_a_repository_without_the_app_has_no_installation(rig: Rig, shop: Shop) -> None:
    rig.control("PATCH", f"/installations/{shop.installation}/repositories", remove=["shop"])

    assert rig.call("GET", "/repos/octo/shop/installation", auth=rig.jwt()).status_code == 404


def test_an_installation_of_a_person_is_one(rig: Rig) -> None:
    made = rig.install("ann", kind="User")

    assert rig.call("GET", f"/app/installations/{made['id']}", auth=rig.jwt()).json()["target_type"] == "User"


def test_a_token_reaches_what_it_was_limited_to(rig: Rig) -> None:
    made = rig.install(repositories={"shop": {"a": "b"}, "other": {"a": "b"}})
    ids = made["repositories"]

    narrow = rig.token(made["id"], repository_ids=[ids["shop"]], permissions={"contents": "read"})
    named = rig.token(made["id"], repositories=["other"])
    wide = rig.token(made["id"])

    assert rig.call("GET", "/repos/octo/shop", auth=narrow).status_code == 200
    assert rig.call("GET", "/repos/octo/other", auth=narrow).status_code == 404
    assert rig.call("POST", "/repos/octo/shop/git/blobs", {"content": "x"}, auth=narrow).status_code == 403
    assert [
        each["name"] for each in rig.call("GET", "/installation/repositories", auth=named).json()["repositories"]
    ] == ["other"]
    assert rig.call("GET", "/installation/repositories", auth=wide).json()["total_count"] == 2


def test_what_was_never_there_is_not_found(rig: Rig, shop: Shop) -> None:
    assert rig.call("GET", "/repos/octo/none", auth=shop.auth).status_code == 404


def test_a_token_says_what_it_was_limited_to(rig: Rig, shop: Shop) -> None:
    body = {"repository_ids": [shop.id], "permissions": {"contents": "write"}}

    answer = rig.call("POST", f"/app/installations/{shop.installation}/access_tokens", body, auth=rig.jwt())

    made = answer.json()
    assert made["permissions"] == {"metadata": "read", "contents": "write"}
    assert [each["id"] for each in made["repositories"]] == [shop.id]
    assert made["expires_at"] == "2026-11-25T13:00:00Z"


def test_more_than_the_installation_has_is_refused(rig: Rig) -> None:
    made = rig.install(permissions={"contents": "read"})
    at = f"/app/installations/{made['id']}/access_tokens"

    for body in (
        {"permissions": {"contents": "write"}},
        {"permissions": {"workflows": "write"}},
        {"permissions": {"contents": "everything"}},
        {"repository_ids": [4711]},
        {"repositories": ["nowhere"]},
    ):
        assert rig.call("POST", at, body, auth=rig.jwt()).status_code == 422, body


def test_a_suspended_installation_gets_no_token_and_its_tokens_are_refused(rig: Rig, shop: Shop) -> None:
    rig.control("PATCH", f"/installations/{shop.installation}", action="suspend")
    refused = rig.call("POST", f"/app/installations/{shop.installation}/access_tokens", auth=rig.jwt())
    old = shop.call("GET", "")
    shown = rig.call("GET", f"/app/installations/{shop.installation}", auth=rig.jwt()).json()

    rig.control("PATCH", f"/installations/{shop.installation}", action="unsuspend")

    assert (refused.status_code, old.status_code) == (403, 403)
    assert shown["suspended_at"] == "2026-11-25T12:00:00Z"
    assert shop.call("GET", "").status_code == 200


def test_long_lists_come_in_pages(rig: Rig) -> None:
    made = rig.install(repositories={f"r{n}": {} for n in range(7)})
    auth = rig.token(made["id"])

    first = rig.call("GET", "/installation/repositories?per_page=3", auth=auth)
    last = rig.call("GET", "/installation/repositories?per_page=3&page=3", auth=auth)
    odd = rig.call("GET", "/installation/repositories?per_page=many", auth=auth)

    assert len(first.json()["repositories"]) == 3
    assert first.links["next"]["url"] == "http://sandbox/installation/repositories?per_page=3&page=2"
    assert first.links["last"]["url"].endswith("page=3")
    assert (len(last.json()["repositories"]), set(last.links)) == (1, {"prev", "first"})
    assert "link" not in odd.headers
