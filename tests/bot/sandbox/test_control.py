"""The controls: what they refuse, and what has no test elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bot.sandbox.rig import Rig, Shop


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "/installations/77", {"action": "suspend"}),
        ("PATCH", "/installations/77/repositories", {"remove": []}),
        ("GET", "/repos/octo/none/pulls", {}),
        ("GET", "/repos/octo/shop/issues/77/comments", {}),
    ],
)
def test_what_is_not_there_is_404(rig: Rig, shop: Shop, method: str, path: str, body: dict[str, object]) -> None:
    assert rig.call(method, f"/_sandbox{path}", None if method == "GET" else body).status_code == 404
    assert shop.call("GET", "").status_code == 200


def test_a_repository_that_is_not_there_cannot_be_removed(rig: Rig, shop: Shop) -> None:
    path = f"/_sandbox/installations/{shop.installation}/repositories"

    assert rig.call("PATCH", path, {"remove": ["none"]}).status_code == 404


@pytest.mark.parametrize(
    ("account", "name"), [("octo", "shop"), ("octo", ".."), ("octo", "a/b"), ("../x", "a"), ("octo", "")]
)
def test_names_that_are_taken_or_wrong_are_refused(rig: Rig, shop: Shop, account: str, name: str) -> None:
    answer = rig.call("POST", "/_sandbox/installations", {"account": account, "repositories": {name: {}}})

    assert answer.status_code == 422
    assert shop.id


def test_pull_requests_are_seen_with_their_files(rig: Rig, shop: Shop) -> None:
    shop.branch("web", {"Dockerfile": "FROM x\n", "run.sh": None})
    shop.pull("web")
    rig.control("POST", "/repos/octo/shop/issues", title="no pull request", author="ann")

    (pull,) = rig.control("GET", "/repos/octo/shop/pulls")

    assert pull["files"] == {"Dockerfile": "FROM x\n"}
    assert set(rig.control("GET", "/repos/octo/shop/refs")) == {"refs/heads/main", "refs/heads/web"}


def test_a_deleted_repository_frees_its_name(rig: Rig, shop: Shop) -> None:
    rig.control("PATCH", "/repos/octo/shop", deleted=True)

    again = rig.control("PATCH", f"/installations/{shop.installation}/repositories", add={"shop": {}})

    assert again["repositories"]["shop"] != shop.id


def test_an_emptied_sandbox_keeps_its_app(rig: Rig, shop: Shop) -> None:
    rig.control("POST", "/reset")

    assert rig.call("GET", "/app/installations", auth=rig.jwt()).json() == []
    assert shop.call("GET", "").status_code == 401
    assert rig.install()["repositories"]["shop"] > shop.id


def test_a_state_that_is_already_so_changes_nothing(rig: Rig, shop: Shop) -> None:
    shop.branch("web")
    shop.pull("web")

    rig.control("PATCH", "/repos/octo/shop/pulls/1", state="open")
    number = rig.control("POST", "/repos/octo/shop/issues", title="t", author="ann")["number"]
    issue = rig.world.repository("octo", "shop").issues[number]  # type: ignore[union-attr]
    rig.world.set_state(rig.world.repository("octo", "shop"), issue, "closed")  # type: ignore[arg-type]

    assert shop.call("GET", "/pulls/1").json()["state"] == "open"
    assert shop.call("GET", f"/issues/{number}").json()["closed_at"] == "2026-11-25T12:00:00Z"
