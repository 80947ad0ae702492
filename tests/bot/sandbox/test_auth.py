"""Who calls, and what they may: bad, late and foreign credentials, hidden and archived repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bot.sandbox.rig import Rig, Shop


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"iss": "2"}, "could not be decoded"),
        ({"exp": 1}, "representing the future"),
        ({"exp": 4_000_000_000}, "too far in the future"),
        ({"iat": 4_000_000_000}, "'Issued at'"),
    ],
)
def test_a_jwt_that_is_wrong_is_refused(rig: Rig, claims: dict[str, object], sentence: str) -> None:
    auth = rig.jwt(**claims)

    answer = rig.call("GET", "/app", auth=auth)

    assert answer.status_code == 401
    assert sentence in answer.json()["message"]


def test_what_is_no_jwt_is_refused(rig: Rig) -> None:
    assert rig.call("GET", "/app", auth="Bearer not.a.jwt").status_code == 401


@pytest.mark.parametrize("auth", ["", "Basic abc", "token"])
def test_nobody_gets_in_without_credentials(rig: Rig, auth: str) -> None:
    answer = rig.call("GET", "/app", auth=auth)

    assert (answer.status_code, answer.json()["message"]) == (401, "Requires authentication")


def test_tokens_expire_after_an_hour(rig: Rig, shop: Shop) -> None:
    rig.later(minutes=59)
    before = shop.call("GET", "").status_code

    rig.later(minutes=1)
    after = shop.call("GET", "")

    assert before == 200
    assert (after.status_code, after.json()["message"]) == (401, "Bad credentials")


def test_tokens_can_be_made_to_expire(rig: Rig, shop: Shop) -> None:
    rig.control("POST", "/tokens/expire")

    assert shop.call("GET", "").status_code == 401


def test_an_uninstalled_app_has_no_token(rig: Rig, shop: Shop) -> None:
    rig.control("PATCH", f"/installations/{shop.installation}", action="deleted")

    assert shop.call("GET", "").status_code == 401


def test_strangers_read_what_is_public_and_write_nothing(rig: Rig, shop: Shop) -> None:
    stranger = rig.token(rig.install("ann")["id"])
    hidden = shop.call("GET", "", auth=stranger)
    rig.control("PATCH", "/repos/octo/shop", private=False)

    shown = shop.call("GET", "", auth=stranger)
    refused = shop.call("POST", "/git/blobs", {"content": "x"}, auth=stranger)

    assert (hidden.status_code, shown.status_code, refused.status_code) == (404, 200, 403)
    assert refused.json()["message"] == "Resource not accessible by integration"


def test_an_archived_repository_is_read_only(rig: Rig, shop: Shop) -> None:
    rig.control("PATCH", "/repos/octo/shop", archived=True)

    refused = shop.call("POST", "/git/blobs", {"content": "x"})

    assert (refused.status_code, refused.json()["message"]) == (403, "Repository was archived so is read-only.")
    assert shop.call("GET", "").json()["archived"] is True


def test_a_renamed_repository_redirects(rig: Rig, shop: Shop) -> None:
    rig.control("PATCH", "/repos/octo/shop", name="store", quiet=True)

    read = shop.call("GET", "/pulls?state=all")
    wrote = shop.call("POST", "/git/blobs", {"content": "x"})

    assert (read.status_code, read.headers["location"]) == (301, "http://sandbox/repos/octo/store/pulls?state=all")
    assert wrote.status_code == 307
