"""Where GitHub is, and what a run's token may do."""

from __future__ import annotations

import asyncio
import json
import re

import httpx
import jwt
import pytest
import respx
import yaml

from bot.github import Address, Hub
from bot.github.hub import PERMISSIONS
from tests.bot.github.fake import API, REPO, REPOSITORY, TOKENS, Clock, hub, token
from tests.bot.github.test_signing import PEM, PUBLIC
from tests.conftest import ROOT

REF = f"{REPO}/git/ref/heads/dockerize/container"
FOUND = httpx.Response(200, json={"object": {"sha": "c1"}})


@pytest.mark.parametrize(
    ("api", "graphql"),
    [
        ("https://api.github.com", "https://api.github.com/graphql"),
        ("https://api.github.com/", "https://api.github.com/graphql"),
        ("https://github.corp/api/v3", "https://github.corp/api/graphql"),
        ("https://github.corp/api/v3/", "https://github.corp/api/graphql"),
    ],
)
def test_graphql_is_found_from_the_rest_address(api: str, graphql: str) -> None:
    assert Address(api_url=api).graphql == graphql


def test_an_address_of_graphql_that_is_given_is_taken() -> None:
    assert Address(graphql_url="https://x.test/q").graphql == "https://x.test/q"


@respx.mock(base_url="https://github.corp/api/v3")
def test_a_server_in_a_sub_folder_is_reached(respx_mock: respx.MockRouter) -> None:
    mint = respx_mock.post(TOKENS).mock(return_value=token())
    respx_mock.get(REF).mock(return_value=FOUND)
    door = Hub(1, PEM, Address(api_url="https://github.corp/api/v3"), Clock().time)

    asyncio.run(door.for_repository(REPOSITORY).branch("dockerize/container"))

    signed = mint.calls.last.request.headers["authorization"].removeprefix("Bearer ")
    claims = jwt.decode(signed, PUBLIC, algorithms=["RS256"], options={"verify_exp": False, "verify_iat": False})
    assert claims["iss"] == "1"


@respx.mock(base_url=API)
def test_a_run_s_token_is_for_one_repository_and_what_a_run_needs(respx_mock: respx.MockRouter) -> None:
    mint = respx_mock.post(TOKENS).mock(return_value=token())
    respx_mock.get(REF).mock(return_value=FOUND)

    asyncio.run(hub().for_repository(REPOSITORY).branch("dockerize/container"))

    assert json.loads(mint.calls.last.request.content) == {
        "repository_ids": [7],
        "permissions": {
            "contents": "write",
            "issues": "write",
            "metadata": "read",
            "pull_requests": "write",
            "workflows": "write",
        },
    }


@respx.mock(base_url=API)
def test_a_run_can_ask_for_less(respx_mock: respx.MockRouter) -> None:
    mint = respx_mock.post(TOKENS).mock(return_value=token())
    respx_mock.get(REF).mock(return_value=FOUND)

    asyncio.run(hub().for_repository(REPOSITORY, {"metadata": "read"}).branch("dockerize/container"))

    assert json.loads(mint.calls.last.request.content)["permissions"] == {"metadata": "read"}


@respx.mock(base_url=API)
def test_new_permissions_mean_a_new_token(respx_mock: respx.MockRouter) -> None:
    mint = respx_mock.post(TOKENS).mock(return_value=token())
    respx_mock.get(REF).mock(return_value=FOUND)
    door = hub()

    async def story() -> None:
        await door.for_repository(REPOSITORY).branch("dockerize/container")
        door.forget(5)
        await door.for_repository(REPOSITORY).branch("dockerize/container")
        await door.aclose()
        await door.aclose()

    asyncio.run(story())

    assert mint.call_count == 2


def test_a_run_asks_for_what_the_manifest_asks_for() -> None:
    manifest = yaml.safe_load((ROOT / "app.yml").read_text(encoding="utf-8"))

    assert manifest["default_permissions"] == PERMISSIONS


def test_the_docs_name_each_permission() -> None:
    text = (ROOT / "docs" / "github.md").read_text(encoding="utf-8")

    rows = dict(re.findall(r"^\| `(\w+)` \| (read|write) \|", text, re.MULTILINE))
    assert rows == PERMISSIONS
