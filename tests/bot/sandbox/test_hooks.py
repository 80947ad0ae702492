"""Webhooks: signed as GitHub signs them, sent once, kept, listed and sent again."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from bot.sandbox.hooks import send, sign
from bot.sandbox.rest_hook import SENDING
from tests.bot.sandbox.test_handle import listener

if TYPE_CHECKING:
    from tests.bot.sandbox.rig import Rig, Shop


def test_the_signature_is_githubs() -> None:
    # The example of GitHub's own documentation.
    assert sign("It's a Secret to Everybody", b"Hello, World!") == (
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    )


def test_a_webhook_is_sent_with_githubs_headers(rig: Rig) -> None:
    with listener(202) as (url, got):
        rig.world.hook_url, rig.world.hook_secret = url, "s"
        delivery = asyncio.run(send(rig.world, "push", {"ref": "refs/heads/main"}))

    headers, body = got[0]
    assert json.loads(body) == {"ref": "refs/heads/main"}
    assert headers["X-GitHub-Event"] == "push"
    assert headers["X-GitHub-Delivery"] == delivery.guid
    assert headers["X-GitHub-Hook-Installation-Target-Type"] == "integration"
    assert headers["X-Hub-Signature-256"] == sign("s", body)
    assert delivery.status == 202


def test_a_listener_that_is_not_there_is_status_0(rig: Rig) -> None:
    rig.world.hook_url = "http://127.0.0.1:1/webhook"

    assert asyncio.run(send(rig.world, "push", {})).status == 0


def test_a_secure_listener_that_is_not_there_is_status_0_too(rig: Rig) -> None:
    rig.world.hook_url = "https://127.0.0.1:1"

    assert asyncio.run(send(rig.world, "push", {})).status == 0


def test_deliveries_are_listed_newest_first_and_shown(rig: Rig, shop: Shop) -> None:
    with listener(500) as (url, _):
        rig.control("PATCH", "/settings", hook_url=url, hook_secret="s")
        rig.control("PATCH", f"/installations/{shop.installation}", action="created", delivery_id="first")
    rig.control("PATCH", "/settings", hook_url="")
    rig.control("POST", "/deliveries", event="ping", payload={}, delivery_id="second")
    rig.control("POST", "/repos/octo/shop/commits", files={"a": "b"}, author="ann", delivery_id="third")

    listed = rig.call("GET", "/app/hook/deliveries", auth=rig.jwt()).json()
    paged = rig.call("GET", "/app/hook/deliveries?per_page=2", auth=rig.jwt())
    rest = rig.call("GET", paged.links["next"]["url"].removeprefix("http://sandbox"), auth=rig.jwt())
    one = rig.call("GET", f"/app/hook/deliveries/{listed[-1]['id']}", auth=rig.jwt()).json()

    assert [(each["guid"], each["status_code"], each["status"]) for each in listed] == [
        ("third", 0, "failed to connect to host"),
        ("second", 0, "failed to connect to host"),
        ("first", 500, "Invalid"),
    ]
    assert listed[0]["repository_id"] == shop.id
    assert [each["guid"] for each in rest.json()] == ["first"]
    assert "next" not in rest.links
    assert one["request"]["payload"]["installation"]["id"] == shop.installation
    assert rig.call("GET", "/app/hook/deliveries/1", auth=rig.jwt()).status_code == 404


def test_a_delivery_is_sent_again_under_its_id(rig: Rig) -> None:
    rig.control("POST", "/deliveries", event="ping", payload={"zen": "x"}, delivery_id="guid-1")
    delivery = rig.control("GET", "/deliveries")[0]
    number = rig.world.deliveries[0].id

    with listener(202) as (url, got):
        rig.world.hook_url = url
        answer = rig.call("POST", f"/app/hook/deliveries/{number}/attempts", auth=rig.jwt())

    assert answer.status_code == 202
    assert not SENDING
    assert [headers["X-GitHub-Delivery"] for headers, _ in got] == [delivery["id"]] == ["guid-1"]
    assert [each.redelivery for each in rig.world.deliveries] == [False, True]
