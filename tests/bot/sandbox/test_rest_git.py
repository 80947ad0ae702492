"""The Git Data API: trees, blobs, commits, refs, and all that GitHub refuses there."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING, Any

import pytest

from tests.bot.sandbox.rig import SHOP, Shop

if TYPE_CHECKING:
    from tests.bot.sandbox.rig import Rig

NOWHERE = "f" * 40


@pytest.fixture
def empty(rig: Rig) -> Shop:
    made = rig.install(repositories={"shop": {}})
    return Shop(rig=rig, installation=made["id"], id=made["repositories"]["shop"], auth=rig.token(made["id"]))


def head(shop: Shop) -> dict[str, Any]:
    sha = shop.call("GET", "/git/ref/heads/main").json()["object"]["sha"]
    made: dict[str, Any] = shop.call("GET", f"/git/commits/{sha}").json()
    return made


def entry(path: str, **more: object) -> dict[str, object]:
    return {"path": path, "mode": "100644", "type": "blob", **more}


def test_a_tree_is_walked_whole_or_by_its_first_level(shop: Shop) -> None:
    whole = shop.call("GET", "/git/trees/main?recursive=1").json()
    level = shop.call("GET", f"/git/trees/{whole['sha']}").json()

    assert {each["path"]: (each["mode"], each["type"]) for each in whole["tree"]} == {
        "app.py": ("100644", "blob"),
        "docs": ("040000", "tree"),
        "docs/a": ("040000", "tree"),
        "docs/a/deep.md": ("100644", "blob"),
        "run.sh": ("100755", "blob"),
    }
    assert [each["path"] for each in level["tree"]] == ["app.py", "docs", "run.sh"]
    assert next(each["size"] for each in whole["tree"] if each["path"] == "app.py") == len(SHOP["app.py"])
    assert whole["truncated"] is False


def test_a_tree_over_the_limit_is_cut_off_and_says_so(rig: Rig, shop: Shop) -> None:
    rig.control("PATCH", "/repos/octo/shop", tree_limit=2)

    tree = shop.call("GET", "/git/trees/HEAD?recursive=1").json()

    assert (len(tree["tree"]), tree["truncated"]) == (2, True)


def test_a_commit_on_a_new_branch_by_five_requests(shop: Shop) -> None:
    base = head(shop)
    items = [
        entry("Dockerfile", content="FROM scratch\n"),
        entry("docs/a/deep.md", sha=None),
        entry("docs/new", content="é"),
    ]

    tree = shop.call("POST", "/git/trees", {"base_tree": base["tree"]["sha"], "tree": items}).json()
    commit = shop.call("POST", "/git/commits", {"message": "m", "tree": tree["sha"], "parents": [base["sha"]]}).json()
    ref = shop.call("POST", "/git/refs", {"ref": "refs/heads/dockerize/web", "sha": commit["sha"]}).json()
    branch = shop.call("GET", "/branches/dockerize/web").json()
    found = shop.call("GET", "/git/trees/dockerize/web?recursive=1").json()["tree"]

    assert ref["ref"] == "refs/heads/dockerize/web"
    assert branch["commit"]["sha"] == commit["sha"]
    assert branch["commit"]["author"]["login"] == "dockerize[bot]"
    assert branch["commit"]["committer"] is None
    assert {each["path"] for each in found if each["type"] == "blob"} == {"Dockerfile", "app.py", "docs/new", "run.sh"}


def test_commits_of_the_app_are_verified_unless_it_names_an_author(shop: Shop) -> None:
    base = head(shop)
    body = {"message": "m", "tree": base["tree"]["sha"], "parents": [base["sha"]]}
    ann = {"name": "Ann", "email": "ann@example.org"}

    own = shop.call("POST", "/git/commits", body).json()
    named = shop.call("POST", "/git/commits", {**body, "author": ann}).json()
    made = shop.call("POST", "/git/commits", {**body, "committer": ann}).json()

    assert (own["verification"]["verified"], own["committer"]["name"]) == (True, "GitHub")
    assert (named["verification"]["verified"], named["author"]["name"]) == (False, "Ann")
    assert made["author"]["name"] == "Ann"


def test_a_blob_is_written_and_read(shop: Shop) -> None:
    text = shop.call("POST", "/git/blobs", {"content": "hé", "encoding": "utf-8"}).json()["sha"]
    binary = shop.call("POST", "/git/blobs", {"content": "AAEC", "encoding": "base64"}).json()["sha"]
    bad = shop.call("POST", "/git/blobs", {"content": "!", "encoding": "base64"})

    read = shop.call("GET", f"/git/blobs/{text}").json()

    assert b64decode(read["content"]).decode() == "hé"
    assert shop.call("GET", f"/git/blobs/{binary}").json()["size"] == 3
    assert bad.status_code == 422


def test_trees_may_name_what_is_there_and_submodules_that_are_not(shop: Shop) -> None:
    blob = shop.call("POST", "/git/blobs", {"content": "x"}).json()["sha"]
    items = [entry("x", sha=blob), {"path": "sub", "mode": "160000", "type": "commit", "sha": NOWHERE}]

    made = shop.call("POST", "/git/trees", {"tree": items}).json()
    over = shop.call("POST", "/git/trees", {"base_tree": made["sha"], "tree": [entry("x/below", sha=blob)]}).json()

    assert [(each["path"], each["type"]) for each in made["tree"]] == [("sub", "commit"), ("x", "blob")]
    assert [(each["path"], each["type"]) for each in over["tree"]] == [("sub", "commit"), ("x", "tree")]


@pytest.mark.parametrize(
    "item",
    [
        entry("../out", content="x"),
        entry("a//b", content="x"),
        entry(".git/config", content="x"),
        entry("x", sha=NOWHERE),
        {"path": 5, "mode": "100644", "type": "blob", "content": "x"},
        {"path": "x", "mode": "777", "type": "blob", "content": "x"},
    ],
)
def test_entries_that_git_would_not_take_are_refused(shop: Shop, item: dict[str, object]) -> None:
    assert shop.call("POST", "/git/trees", {"tree": [item]}).status_code == 422


def test_a_workflow_needs_its_own_permission(rig: Rig, shop: Shop) -> None:
    auth = rig.token(shop.installation, permissions={"contents": "write"})
    body = {"tree": [entry(".github/workflows/x.yml", content="on: push\n")]}

    refused = shop.call("POST", "/git/trees", body, auth=auth)
    granted = shop.call("POST", "/git/trees", body)

    assert (refused.status_code, refused.json()["message"]) == (403, "Resource not accessible by integration")
    assert granted.status_code == 201


def test_an_empty_repository_has_no_git_data(empty: Shop) -> None:
    answers = [
        empty.call("GET", "/git/trees/HEAD"),
        empty.call("POST", "/git/trees", {"tree": []}),
        empty.call("GET", f"/git/commits/{NOWHERE}"),
        empty.call("GET", "/git/ref/heads/main"),
    ]

    assert {(each.status_code, each.json()["message"]) for each in answers} == {(409, "Git Repository is empty.")}
    assert empty.call("GET", "/git/matching-refs/heads").json() == []


@pytest.mark.parametrize(
    "path",
    [
        f"/git/trees/{NOWHERE}",
        "/git/trees/no-such-branch",
        "/git/trees/odd..name",
        f"/git/blobs/{NOWHERE}",
        "/git/blobs/short",
        f"/git/commits/{NOWHERE}",
        "/git/ref/heads/other",
        "/git/ref/heads/odd..name",
        "/branches/other",
    ],
)
def test_what_is_not_there_is_not_found(shop: Shop, path: str) -> None:
    assert shop.call("GET", path).status_code == 404


def test_a_blob_is_no_commit_and_a_commit_no_blob(shop: Shop) -> None:
    base = head(shop)

    assert shop.call("GET", f"/git/blobs/{base['sha']}").status_code == 404
    assert shop.call("GET", f"/git/commits/{base['tree']['sha']}").status_code == 404


def test_commits_and_trees_on_nothing_are_refused(shop: Shop) -> None:
    base = head(shop)
    tree = base["tree"]["sha"]

    bodies = {
        "Tree SHA does not exist": {"message": "m", "tree": NOWHERE, "parents": []},
        "Parent SHA does not exist or is not a commit object": {"message": "m", "tree": tree, "parents": [NOWHERE]},
    }

    for sentence, body in bodies.items():
        assert shop.call("POST", "/git/commits", body).json()["message"] == sentence
    assert shop.call("POST", "/git/trees", {"base_tree": NOWHERE, "tree": []}).status_code == 422
    assert shop.call("POST", "/git/trees", {}).status_code == 422


def test_refs_are_made_once_moved_forward_and_deleted(shop: Shop) -> None:
    old, new = head(shop)["sha"], shop.branch("ahead")
    made = shop.call("POST", "/git/refs", {"ref": "refs/heads/x", "sha": old})
    twice = shop.call("POST", "/git/refs", {"ref": "refs/heads/x", "sha": old})

    forward = shop.call("PATCH", "/git/refs/heads/x", {"sha": new})
    back = shop.call("PATCH", "/git/refs/heads/x", {"sha": old})
    forced = shop.call("PATCH", "/git/refs/heads/x", {"sha": old, "force": True})
    names = [each["ref"] for each in shop.call("GET", "/git/matching-refs/heads/").json()]
    gone = shop.call("DELETE", "/git/refs/heads/x")

    assert (made.status_code, twice.status_code, twice.json()["message"]) == (201, 422, "Reference already exists")
    assert (forward.status_code, back.status_code, forced.status_code) == (200, 422, 200)
    assert names == ["refs/heads/ahead", "refs/heads/main", "refs/heads/x"]
    assert (gone.status_code, gone.content) == (204, b"")
    assert shop.call("DELETE", "/git/refs/heads/x").status_code == 422
    assert shop.call("PATCH", "/git/refs/heads/x", {"sha": old}).json()["message"] == "Reference does not exist"


def test_refs_that_git_would_not_take_are_refused(shop: Shop) -> None:
    sha = shop.branch("dockerize/web")

    for name in ("refs/heads/dockerize", "refs/heads/dockerize/web/more", "refs/heads/a..b", "heads/x", "refs/x"):
        assert shop.call("POST", "/git/refs", {"ref": name, "sha": sha}).status_code == 422, name
    assert shop.call("POST", "/git/refs", {"ref": "refs/heads/y", "sha": NOWHERE}).status_code == 422
    assert shop.call("POST", "/git/refs", {"ref": "refs/heads/y", "sha": "short"}).status_code == 422
