"""Many files in one query, and why some have no text."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import httpx
import pytest
import respx

from bot.errors import Unavailable
from bot.github.texts import FILES_AT_ONCE, text
from bot.types import Unread
from tests.bot.github.fake import API, REPOSITORY, TOKENS, hub, token

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def blob(content: str | None, *, binary: bool | None = False, truncated: bool = False) -> dict[str, object]:
    return {"text": content, "isBinary": binary, "isTruncated": truncated, "byteSize": 3}


@pytest.mark.parametrize(
    ("found", "read"),
    [
        (blob("x = 1\n"), "x = 1\n"),
        (blob(""), ""),
        (blob(None, binary=True), Unread.BINARY),
        (blob("half", truncated=True), Unread.TOO_BIG),
        (blob(None), Unread.ENCODING),
        (blob(None, binary=None), Unread.ENCODING),
        (blob("version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 5\n"), Unread.LFS),
        ({}, Unread.GONE),  # a folder
        (None, Unread.GONE),
    ],
)
def test_a_blob_has_a_text_or_a_reason(found: Mapping[str, object] | None, read: str | Unread) -> None:
    assert text(found) == read


def answer(request: httpx.Request) -> httpx.Response:
    """Each file's text is the expression that asked for it."""
    variables = json.loads(request.content)["variables"]
    files = {f"f{name[1:]}": blob(said) for name, said in variables.items() if name.startswith("e")}
    return httpx.Response(200, json={"data": {"repository": files}})


def read(router: respx.MockRouter, paths: Sequence[str]) -> tuple[Mapping[str, str | Unread], int]:
    router.post(TOKENS).mock(return_value=token())
    router.post("/graphql").mock(side_effect=answer)
    client = hub().for_repository(REPOSITORY)
    return asyncio.run(client.texts("c1", paths)), client.requests


@respx.mock(base_url=API)
def test_a_path_of_any_characters_is_a_value_and_not_part_of_the_query(respx_mock: respx.MockRouter) -> None:
    paths = ['a".py', "b\n}", "c{d}", "übung.py", "$e0"]

    texts, requests = read(respx_mock, paths)

    assert texts == {path: f"c1:{path}" for path in paths}
    assert requests == 2


@respx.mock(base_url=API)
def test_more_files_than_one_query_takes_are_split(respx_mock: respx.MockRouter) -> None:
    paths = [str(number) for number in range(FILES_AT_ONCE + 1)]

    texts, requests = read(respx_mock, paths)

    assert len(texts) == len(paths)
    assert requests == 3


@respx.mock(base_url=API, assert_all_called=False)
def test_no_files_cost_no_request(respx_mock: respx.MockRouter) -> None:
    assert read(respx_mock, []) == ({}, 0)


@respx.mock(base_url=API)
def test_files_of_a_repository_that_went_away_are_gone(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    respx_mock.post("/graphql").mock(return_value=httpx.Response(200, json={"data": {"repository": None}}))

    texts = asyncio.run(hub().for_repository(REPOSITORY).texts("c1", ["a"]))

    assert texts == {"a": Unread.GONE}


@respx.mock(base_url=API)
def test_an_answer_of_another_shape_is_an_outage(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    respx_mock.post("/graphql").mock(return_value=httpx.Response(200, json={"data": {"repository": [1]}}))

    with pytest.raises(Unavailable):
        asyncio.run(hub().for_repository(REPOSITORY).texts("c1", ["a"]))
