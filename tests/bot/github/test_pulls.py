"""Opening a pull request, and finding the newest of our branch."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
import respx

from bot.errors import AlreadyThere, Unavailable
from bot.types import Files, Proposal, PullRequest
from tests.bot.github.fake import API, REPO, REPOSITORY, TOKENS, hub, token

BRANCH = "dockerize/container"
PROPOSAL = Proposal(branch=BRANCH, base="main", title="T", body="B", message="M", files=Files(files=()))


def pull(number: int, **changes: object) -> dict[str, Any]:
    url = f"https://github.test/octo/app/pull/{number}"
    head = {"ref": BRANCH, "sha": f"c{number}", "repo": {"id": 7}}
    return {"number": number, "html_url": url, "state": "open", "merged_at": None, "head": head, **changes}


def found(number: int, state: str) -> PullRequest:
    url = f"https://github.test/octo/app/pull/{number}"
    return PullRequest(number=number, url=url, branch=BRANCH, head=f"c{number}", state=state)


def find(router: respx.MockRouter, pulls: object) -> tuple[PullRequest | None, httpx.Request]:
    router.post(TOKENS).mock(return_value=token())
    route = router.get(f"{REPO}/pulls").mock(return_value=httpx.Response(200, json=pulls))
    ours = asyncio.run(hub().for_repository(REPOSITORY).find_pull(BRANCH))
    return ours, route.calls.last.request


@respx.mock(base_url=API)
def test_a_pull_request_is_opened(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    route = respx_mock.post(f"{REPO}/pulls").mock(return_value=httpx.Response(201, json=pull(3)))

    opened = asyncio.run(hub().for_repository(REPOSITORY).open_pull(PROPOSAL))

    assert opened == found(3, "open")
    assert json.loads(route.calls.last.request.content) == {"title": "T", "head": BRANCH, "base": "main", "body": "B"}


@respx.mock(base_url=API)
def test_a_second_pull_request_is_refused_as_there_already(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    error = {"message": "Validation Failed", "errors": [{"message": "A pull request already exists for octo:x."}]}
    respx_mock.post(f"{REPO}/pulls").mock(return_value=httpx.Response(422, json=error))

    with pytest.raises(AlreadyThere):
        asyncio.run(hub().for_repository(REPOSITORY).open_pull(PROPOSAL))


@respx.mock(base_url=API)
def test_the_newest_is_found_in_any_state(respx_mock: respx.MockRouter) -> None:
    merged = pull(4, state="closed", merged_at="2026-11-24T12:00:00Z")

    ours, request = find(respx_mock, [pull(3), merged])

    assert ours == found(4, "merged")
    assert dict(request.url.params) == {
        "head": "octo:dockerize/container",
        "state": "all",
        "sort": "created",
        "direction": "desc",
    }


@respx.mock(base_url=API)
def test_what_is_not_from_our_branch_is_not_ours(respx_mock: respx.MockRouter) -> None:
    other_branch = pull(5, head={"ref": "dockerize/other", "sha": "c5", "repo": {"id": 7}})
    fork = pull(6, head={"ref": BRANCH, "sha": "c6", "repo": {"id": 8}})
    deleted_fork = pull(7, head={"ref": BRANCH, "sha": "c7", "repo": None})

    ours, _ = find(respx_mock, [other_branch, fork, deleted_fork])

    assert ours is None


@respx.mock(base_url=API)
def test_an_answer_of_another_shape_is_an_outage(respx_mock: respx.MockRouter) -> None:
    with pytest.raises(Unavailable):
        find(respx_mock, [{"number": 1}])
