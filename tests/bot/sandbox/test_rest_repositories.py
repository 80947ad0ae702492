"""Repositories, their files and people."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

from tests.bot.sandbox.rig import SHOP, Shop

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.sandbox.rig import Rig


def test_a_repository_is_shown_whole(rig: Rig, shop: Shop) -> None:
    rig.control("PATCH", "/repos/octo/shop", fork=True, is_template=True, default_branch="main")

    shown = shop.call("GET", "").json()

    assert (shown["id"], shown["full_name"], shown["default_branch"]) == (shop.id, "octo/shop", "main")
    assert (shown["fork"], shown["is_template"], shown["private"]) == (True, True, True)


def test_a_file_and_a_folder_have_contents(shop: Shop) -> None:
    file = shop.call("GET", "/contents/docs/a/deep.md?ref=main").json()
    folder = shop.call("GET", "/contents/docs").json()
    root = shop.call("GET", "/contents/").json()

    assert b64decode(file["content"]).decode() == SHOP["docs/a/deep.md"]
    assert [(each["path"], each["type"]) for each in folder] == [("docs/a", "dir")]
    assert [each["path"] for each in root] == ["app.py", "docs", "run.sh"]


def test_symlinks_and_submodules_have_contents_of_their_own(rig: Rig, tmp_path: Path) -> None:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "link").symlink_to("../../etc/passwd")
    made = rig.install(repositories={"shop": str(tmp_path / "code")})
    shop = Shop(rig=rig, installation=made["id"], id=made["repositories"]["shop"], auth=rig.token(made["id"]))
    base = shop.call("GET", "/git/ref/heads/main").json()["object"]["sha"]
    item = {"path": "sub", "mode": "160000", "type": "commit", "sha": "a" * 40}
    tree = shop.call("POST", "/git/trees", {"tree": [item]}).json()["sha"]
    commit = shop.call("POST", "/git/commits", {"message": "m", "tree": tree, "parents": [base]}).json()["sha"]
    shop.call("POST", "/git/refs", {"ref": "refs/heads/subs", "sha": commit})

    link = shop.call("GET", "/contents/link").json()
    sub = shop.call("GET", "/contents/sub?ref=subs").json()

    assert (link["type"], link["target"]) == ("symlink", "../../etc/passwd")
    assert (sub["type"], sub["submodule_git_url"]) == ("submodule", "http://sandbox/octo/shop.git")


def test_contents_that_are_not_there(rig: Rig, shop: Shop) -> None:
    missing = shop.call("GET", "/contents/nothing")
    below = shop.call("GET", "/contents/app.py/nothing")
    lost = shop.call("GET", "/contents/app.py?ref=nowhere")
    made = rig.install("ann", repositories={"bare": {}})
    empty = rig.call("GET", "/repos/ann/bare/contents/app.py", auth=rig.token(made["id"]))

    assert [each.status_code for each in (missing, below, lost, empty)] == [404, 404, 404, 404]
    assert empty.json()["message"] == "This repository is empty."
    assert lost.json()["message"] == "No commit found for the ref nowhere"


def test_people_have_permissions(rig: Rig, shop: Shop) -> None:
    for login in ("cleo", "dan"):
        rig.install(login, kind="User")
    rig.control("PATCH", "/repos/octo/shop", people={"octo": "admin", "cleo": "maintain"})

    def asked(login: str) -> tuple[str, str]:
        body = shop.call("GET", f"/collaborators/{login}/permission").json()
        return body["permission"], body["role_name"]

    maintainer, owner, stranger = asked("cleo"), asked("octo"), asked("dan")
    rig.control("PATCH", "/repos/octo/shop", private=False)

    assert (maintainer, owner, stranger) == (("write", "maintain"), ("admin", "admin"), ("none", "none"))
    assert asked("dan") == ("read", "read")
    assert shop.call("GET", "/collaborators/nobody/permission").status_code == 404
