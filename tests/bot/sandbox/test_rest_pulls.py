"""Pull requests: opened once, found by their head, changed, merged, and seen in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bot.sandbox.rig import Rig, Shop


def test_a_pull_request_counts_what_it_changes(shop: Shop) -> None:
    shop.branch("web", {"Dockerfile": "FROM x\nUSER 1\n", "app.py": "print(2)\n", "run.sh": None})

    made = shop.pull("web", body="Why", draft=True)
    files = shop.call("GET", "/pulls/1/files").json()

    shown = made.json()
    assert made.status_code == 201
    assert (shown["number"], shown["draft"], shown["user"]["login"]) == (1, True, "dockerize[bot]")
    assert (shown["additions"], shown["deletions"], shown["changed_files"], shown["commits"]) == (3, 2, 3, 1)
    assert [(each["filename"], each["status"]) for each in files] == [
        ("Dockerfile", "added"),
        ("app.py", "modified"),
        ("run.sh", "removed"),
    ]


def test_there_is_one_for_each_head_and_base(shop: Shop) -> None:
    shop.branch("web")
    shop.pull("octo:web")

    twice = shop.pull("web")

    assert twice.status_code == 422
    assert twice.json()["errors"][0]["message"] == "A pull request already exists for octo:web."


@pytest.mark.parametrize(
    "more", [{"head": "nowhere"}, {"base": "nowhere"}, {"head": "odd..name"}, {"head": "main"}, {"title": None}]
)
def test_one_that_makes_no_sense_is_refused(shop: Shop, more: dict[str, object]) -> None:
    shop.branch("web")

    assert shop.call("POST", "/pulls", {"title": "t", "head": "web", "base": "main", **more}).status_code == 422


def test_drafts_are_refused_where_they_are_not_allowed(rig: Rig, shop: Shop) -> None:
    rig.control("PATCH", "/repos/octo/shop", drafts=False)
    shop.branch("web")

    refused, plain = shop.pull("web", draft=True), shop.pull("web")

    assert (refused.status_code, plain.status_code) == (422, 201)


def test_they_are_found_by_head_base_and_state_newest_first(rig: Rig, shop: Shop) -> None:
    for name in ("one", "two", "three"):
        shop.branch(name)
        shop.pull(name)
    rig.control("PATCH", "/repos/octo/shop/pulls/1", state="closed", quiet=True)
    rig.control("POST", "/repos/octo/shop/issues", title="no pull request", author="ann")

    def numbers(query: str) -> list[int]:
        return [each["number"] for each in shop.call("GET", f"/pulls{query}").json()]

    assert numbers("") == [3, 2]
    assert numbers("?direction=asc") == [2, 3]
    assert numbers("?state=closed") == [1]
    assert numbers("?state=all") == [3, 2, 1]
    assert numbers("?state=all&head=octo:one") == [1]
    assert numbers("?state=all&head=one") == [3, 2, 1]  # GitHub takes no head without an owner
    assert numbers("?base=other") == []
    assert shop.call("GET", "/pulls/4").status_code == 404
    assert shop.call("GET", "/pulls/9").status_code == 404


def test_it_is_changed_closed_and_opened_again(shop: Shop) -> None:
    first = shop.branch("web")
    shop.pull("web", body="old")

    changed = shop.call("PATCH", "/pulls/1", {"title": "New", "body": "new"}).json()
    closed = shop.call("PATCH", "/pulls/1", {"state": "closed"}).json()
    later = shop.branch("web", {"more": "x"})
    still = shop.call("GET", "/pulls/1").json()
    opened = shop.call("PATCH", "/pulls/1", {"state": "open"}).json()
    odd = shop.call("PATCH", "/pulls/1", {"state": "half"})

    assert (changed["title"], changed["body"]) == ("New", "new")
    assert (closed["state"], closed["mergeable"]) == ("closed", None)
    assert (still["head"]["sha"], opened["head"]["sha"]) == (first, later)
    assert odd.status_code == 422


def test_it_is_merged_onto_what_the_base_is_by_then(rig: Rig, shop: Shop) -> None:
    shop.branch("web", {"Dockerfile": "FROM x\n", "run.sh": None})
    shop.pull("web")
    shop.branch("main", {"later.py": "x"})

    rig.control("PATCH", "/repos/octo/shop/pulls/1", state="merged", quiet=True)

    merged = shop.call("GET", "/pulls/1").json()
    names = [each["path"] for each in shop.call("GET", "/contents/").json()]
    assert (merged["merged"], merged["state"]) == (True, "closed")
    assert names == ["Dockerfile", "app.py", "docs", "later.py"]


def test_it_is_shown_in_a_browser_with_everything_escaped(rig: Rig, shop: Shop) -> None:
    shop.branch("web", {"<b>": "<script>alert(1)</script>\n"})
    shop.pull("web", title="<i>", body="<img src=x>")
    shop.call("POST", "/issues/1/comments", {"body": "<u>"})

    page = rig.call("GET", "/octo/shop/pull/1")

    assert page.status_code == 200
    assert "&lt;script&gt;" in page.text
    assert not any(tag in page.text for tag in ("<script", "<img", "<i>", "<u>", "<b>"))


def test_a_page_of_nothing_is_not_found(rig: Rig, shop: Shop) -> None:
    assert rig.call("GET", "/octo/shop/pull/7").status_code == 404
    assert rig.call("GET", "/octo/none/pull/7").status_code == 404
    assert shop.call("GET", "").status_code == 200
