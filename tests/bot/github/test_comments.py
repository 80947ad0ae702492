"""A receipt at once, and one status comment that is found again and updated."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import httpx
import pytest
import respx

from bot.errors import Unavailable
from bot.github.comments import PAGE, PAGES
from tests.bot.github.fake import API, REPO, REPOSITORY, TOKENS, hub, token

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKER = "<!-- dockerize -->"
COMMENTS = f"{REPO}/issues/9/comments"
OURS = {"id": 21, "body": f"old\n\n{MARKER}", "performed_via_github_app": {"id": 1}}
UNNAMED = {"id": 21, "body": MARKER, "performed_via_github_app": None, "user": {"type": "Bot"}}
COPIED = {"id": 20, "body": f"mine\n\n{MARKER}", "performed_via_github_app": None, "user": {"type": "User"}}
GHOST = {"id": 17, "body": MARKER, "performed_via_github_app": None, "user": None}
OTHER_APP = {"id": 19, "body": MARKER, "performed_via_github_app": {"id": 2}}
PLAIN = {"id": 18, "body": None}


@pytest.fixture
def github() -> Iterator[respx.MockRouter]:
    with respx.mock(base_url=API) as router:
        router.post(TOKENS).mock(return_value=token())
        yield router


def write(body: str = "new") -> int:
    client = hub().for_repository(REPOSITORY)
    asyncio.run(client.comment(9, body, MARKER))
    return client.requests


def said(route: respx.Route) -> object:
    return json.loads(route.calls.last.request.content)


def test_a_reaction_is_the_receipt(github: respx.MockRouter) -> None:
    route = github.post(f"{REPO}/issues/comments/33/reactions").mock(return_value=httpx.Response(200, json={}))

    asyncio.run(hub().for_repository(REPOSITORY).react(33, "eyes"))

    assert said(route) == {"content": "eyes"}


@pytest.mark.parametrize("there", [[], [PLAIN], [COPIED, OTHER_APP, GHOST]])
def test_the_first_comment_is_written_with_its_marker(github: respx.MockRouter, there: list[object]) -> None:
    github.get(COMMENTS).mock(return_value=httpx.Response(200, json=there))
    route = github.post(COMMENTS).mock(return_value=httpx.Response(201, json={}))

    write()

    assert said(route) == {"body": f"new\n\n{MARKER}"}


@pytest.mark.parametrize("ours", [OURS, UNNAMED])
def test_our_comment_is_updated_and_a_copy_of_the_marker_is_not(github: respx.MockRouter, ours: object) -> None:
    github.get(COMMENTS).mock(return_value=httpx.Response(200, json=[OTHER_APP, COPIED, ours]))
    route = github.patch(f"{REPO}/issues/comments/21").mock(return_value=httpx.Response(200, json={}))

    requests = write(f"new {MARKER}")

    assert said(route) == {"body": f"new {MARKER}"}
    assert requests == 3


def test_our_comment_is_found_on_a_later_page(github: respx.MockRouter) -> None:
    pages = [httpx.Response(200, json=[PLAIN] * PAGE), httpx.Response(200, json=[OURS])]
    github.get(COMMENTS).mock(side_effect=pages)
    route = github.patch(f"{REPO}/issues/comments/21").mock(return_value=httpx.Response(200, json={}))

    write()

    assert route.call_count == 1


def test_the_search_ends(github: respx.MockRouter) -> None:
    github.get(COMMENTS).mock(return_value=httpx.Response(200, json=[PLAIN] * PAGE))
    github.post(COMMENTS).mock(return_value=httpx.Response(201, json={}))

    assert write() == PAGES + 2


def test_an_answer_of_another_shape_is_an_outage(github: respx.MockRouter) -> None:
    github.get(COMMENTS).mock(return_value=httpx.Response(200, json=[{}]))

    with pytest.raises(Unavailable):
        write()
