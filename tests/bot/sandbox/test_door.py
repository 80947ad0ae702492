"""What every answer has: GitHub's headers, a line in the journal; and faults, when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bot.sandbox.rig import Rig, Shop


def test_answers_carry_limits_and_a_request_id(shop: Shop) -> None:
    first, second = shop.call("GET", ""), shop.call("GET", "")

    assert int(first.headers["x-ratelimit-remaining"]) - int(second.headers["x-ratelimit-remaining"]) == 1
    assert first.headers["x-github-request-id"] != second.headers["x-github-request-id"]


def test_what_has_not_changed_is_answered_with_304(rig: Rig, shop: Shop) -> None:
    tag = shop.call("GET", "").headers["etag"]
    same = shop.call("GET", "", headers={"if-none-match": tag})

    rig.control("PATCH", "/repos/octo/shop", private=False)
    changed = shop.call("GET", "", headers={"if-none-match": tag})

    assert (same.status_code, same.content) == (304, b"")
    assert changed.status_code == 200


def test_the_journal_has_every_request_in_order(rig: Rig, shop: Shop) -> None:
    shop.call("GET", "/pulls?state=all")
    shop.call("POST", "/git/blobs", {"content": "x"})
    shop.graphql('query Look { repository(owner: "octo", name: "shop") { id } }')
    rig.call("GET", "/app")

    lines = rig.control("GET", "/journal")

    assert [line["n"] for line in lines] == [1, 2, 3, 4, 5]
    assert [(line["kind"], line["status"], line["repository"]) for line in lines] == [
        ("token", 201, ""),
        ("read", 200, "octo/shop"),
        ("write", 201, "octo/shop"),
        ("read", 200, "octo/shop"),
        ("read", 401, ""),
    ]
    assert [line["operation"] for line in lines[2:4]] == ["/repos/{owner}/{repo}/git/blobs", "graphql Look"]
    assert lines[1]["query"] == "state=all"
    assert lines[1]["installation"] == shop.installation
    assert [line["n"] for line in rig.control("GET", "/journal?after=3")] == [4, 5]


def test_a_fault_comes_instead_of_the_answer_once(rig: Rig, shop: Shop) -> None:
    rig.control("POST", "/faults", method="POST", path=".*/git/refs", status=502)
    sha = shop.branch("other")

    failed = shop.call("POST", "/git/refs", {"ref": "refs/heads/made", "sha": sha})
    again = shop.call("POST", "/git/refs", {"ref": "refs/heads/made", "sha": sha})

    assert (failed.status_code, again.status_code) == (502, 201)


def test_a_fault_may_have_done_it_all_the_same(rig: Rig, shop: Shop) -> None:
    rig.control("POST", "/faults", status=503, did=True, headers={"retry-after": "7"}, message="busy")
    sha = shop.branch("other")

    failed = shop.call("POST", "/git/refs", {"ref": "refs/heads/made", "sha": sha})
    again = shop.call("POST", "/git/refs", {"ref": "refs/heads/made", "sha": sha})

    assert (failed.status_code, failed.headers["retry-after"], failed.json()["message"]) == (503, "7", "busy")
    assert (again.status_code, again.json()["message"]) == (422, "Reference already exists")


def test_bodies_must_be_json_objects(shop: Shop) -> None:
    broken = shop.call("POST", "/git/blobs", b"{")
    listed = shop.call("POST", "/git/blobs", [1])
    missing = shop.call("POST", "/git/blobs", {})
    typed = shop.call("POST", "/git/blobs", {"content": 5})

    assert [each.status_code for each in (broken, listed, missing, typed)] == [400, 400, 422, 422]


def test_what_is_not_there_is_404_in_githubs_shape(rig: Rig) -> None:
    # The page's path, so that it is not held against GitHub's API.
    answer = rig.call("POST", "/octo/shop/pull/1")

    assert answer.json() == {
        "message": "Not Found",
        "documentation_url": "https://docs.github.com/rest",
        "status": "404",
    }
