"""Issues, comments and reactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bot.sandbox.rig import Rig, Shop


def wish(rig: Rig) -> int:
    made = rig.control("POST", "/repos/octo/shop/issues", title="A wish", body="please", author="ann")
    return int(made["number"])


def test_a_comment_is_written_found_changed_and_deleted(rig: Rig, shop: Shop) -> None:
    number = wish(rig)
    made = shop.call("POST", f"/issues/{number}/comments", {"body": "Hello"}).json()
    at = f"/issues/comments/{made['id']}"

    rig.later(minutes=1)
    changed = shop.call("PATCH", at, {"body": "Goodbye"}).json()
    listed = shop.call("GET", f"/issues/{number}/comments").json()
    one = shop.call("GET", at).json()
    gone = shop.call("DELETE", at)

    assert (made["user"]["login"], made["created_at"]) == ("dockerize[bot]", "2026-11-25T12:00:00Z")
    assert (changed["body"], changed["updated_at"]) == ("Goodbye", "2026-11-25T12:01:00Z")
    assert [each["id"] for each in listed] == [one["id"]]
    assert gone.status_code == 204
    assert shop.call("GET", at).status_code == 404
    assert shop.call("GET", f"/issues/{number}/comments").json() == []


def test_a_blank_comment_is_refused(rig: Rig, shop: Shop) -> None:
    number = wish(rig)

    assert shop.call("POST", f"/issues/{number}/comments", {"body": "  "}).status_code == 422
    assert shop.call("POST", "/issues/99/comments", {"body": "x"}).status_code == 404


def test_an_issue_is_shown_and_a_pull_request_is_one(rig: Rig, shop: Shop) -> None:
    number = wish(rig)
    shop.branch("web")
    pull = shop.pull("web").json()["number"]
    rig.control("PATCH", "/repos/octo/shop", people={"ann": "write", "octo": "admin"})

    issue = shop.call("GET", f"/issues/{number}").json()
    other = shop.call("GET", f"/issues/{pull}").json()

    assert (issue["title"], issue["author_association"], "pull_request" in issue) == ("A wish", "COLLABORATOR", False)
    assert other["pull_request"]["html_url"] == f"http://sandbox/octo/shop/pull/{pull}"


def test_a_reaction_is_made_once(rig: Rig, shop: Shop) -> None:
    number = wish(rig)
    comment = rig.control("POST", f"/repos/octo/shop/issues/{number}/comments", body="x", author="octo", quiet=True)
    at = f"/issues/comments/{comment['id']}/reactions"

    first = shop.call("POST", at, {"content": "eyes"})
    shop.call("POST", at, {"content": "rocket"})
    second = shop.call("POST", at, {"content": "rocket"})
    odd = shop.call("POST", at, {"content": "shrug"})
    listed = shop.call("GET", at).json()
    seen = rig.control("GET", f"/repos/octo/shop/issues/{number}/comments")

    assert [each.status_code for each in (first, second, odd)] == [201, 200, 422]
    assert [each["content"] for each in listed] == ["eyes", "rocket"]
    assert [each["content"] for each in seen[0]["reactions"]] == ["eyes", "rocket"]
    assert shop.call("GET", f"/issues/comments/{comment['id']}").json()["author_association"] == "OWNER"


def test_an_issue_has_reactions_too(rig: Rig, shop: Shop) -> None:
    number = wish(rig)

    made = shop.call("POST", f"/issues/{number}/reactions", {"content": "+1"})

    assert made.status_code == 201
    assert shop.call("GET", f"/issues/{number}").json()["reactions"]["+1"] == 1
    assert len(shop.call("GET", f"/issues/{number}/reactions").json()) == 1


def test_either_permission_suffices(rig: Rig, shop: Shop) -> None:
    number = wish(rig)
    body = {"body": "x"}

    answers = {
        name: shop.call(
            "POST", f"/issues/{number}/comments", body, auth=rig.token(shop.installation, permissions={name: "write"})
        ).status_code
        for name in ("issues", "pull_requests", "contents")
    }

    assert answers == {"issues": 201, "pull_requests": 201, "contents": 403}
