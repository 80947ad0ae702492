"""A run's requests: one new token after a 401, no second POST, redirects on the same host, limits for all."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx
import pytest
import respx

from bot.errors import GitHubError, NotFound, RateLimited, Refused, Unauthorized, Unavailable
from tests.bot.github.fake import API, NOW, REPO, REPOSITORY, TOKENS, Clock, hub, token

COMMITS = f"{REPO}/git/commits"
REF = f"{REPO}/git/ref/heads/dockerize/container"
BRANCH = "dockerize/container"
FOUND = {"ref": f"refs/heads/{BRANCH}", "object": {"sha": "c1"}}


@respx.mock(base_url=API)
def test_the_first_request_of_a_run_costs_a_token_and_the_second_does_not(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    route = respx_mock.get(REF).mock(return_value=httpx.Response(200, json=FOUND))
    client = hub().for_repository(REPOSITORY)

    async def two() -> None:
        await client.branch(BRANCH)
        await client.branch(BRANCH)

    asyncio.run(two())

    assert client.requests == 3
    assert route.calls.last.request.headers["authorization"] == "token ghs_one"
    assert route.calls.last.request.headers["x-github-api-version"] == "2022-11-28"


@respx.mock(base_url=API)
def test_a_token_that_is_refused_is_minted_again_once(respx_mock: respx.MockRouter) -> None:
    mint = respx_mock.post(TOKENS).mock(side_effect=[token("ghs_old"), token("ghs_new")])
    answers = [httpx.Response(401, json={"message": "Bad credentials"}), httpx.Response(201, json={"sha": "c1"})]
    route = respx_mock.post(COMMITS).mock(side_effect=answers)
    client = hub().for_repository(REPOSITORY)

    commit = asyncio.run(client.write_commit("m", "t", "p"))

    assert commit == "c1"
    assert mint.call_count == 2
    assert route.calls.last.request.headers["authorization"] == "token ghs_new"
    assert client.requests == 4


@respx.mock(base_url=API)
def test_a_second_401_is_the_end(respx_mock: respx.MockRouter) -> None:
    mint = respx_mock.post(TOKENS).mock(return_value=token())
    respx_mock.post(COMMITS).mock(return_value=httpx.Response(401, json={"message": "Bad credentials"}))

    with pytest.raises(Unauthorized):
        asyncio.run(hub().for_repository(REPOSITORY).write_commit("m", "t", "p"))

    assert mint.call_count == 2


@pytest.mark.parametrize(
    "failure",
    [
        httpx.Response(500),
        httpx.Response(502, content=b"<html>Unicorn!</html>"),
        httpx.Response(503),
        httpx.ReadTimeout("slow"),
        httpx.ConnectTimeout("slow"),
        httpx.ConnectError("refused"),
        httpx.RemoteProtocolError("cut off"),
    ],
)
@respx.mock(base_url=API)
def test_a_post_that_may_have_worked_is_sent_once(
    respx_mock: respx.MockRouter, failure: httpx.Response | httpx.TransportError
) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    route = respx_mock.post(COMMITS).mock(side_effect=[failure])

    with pytest.raises(Unavailable):
        asyncio.run(hub().for_repository(REPOSITORY).write_commit("m", "t", "p"))

    assert route.call_count == 1


@respx.mock(base_url=API)
def test_what_is_not_github_s_fault_is_not_called_an_outage(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    respx_mock.post(COMMITS).mock(side_effect=ZeroDivisionError)

    with pytest.raises(Exception) as caught:  # noqa: PT011  githubkit wraps it in an exception of its own
        asyncio.run(hub().for_repository(REPOSITORY).write_commit("m", "t", "p"))

    assert not isinstance(caught.value, GitHubError)


@respx.mock(base_url=API)
def test_a_limit_that_one_run_meets_holds_for_the_next_without_a_request(respx_mock: respx.MockRouter) -> None:
    clock = Clock()
    respx_mock.post(TOKENS).mock(return_value=token())
    limited = httpx.Response(403, json={"message": "secondary rate limit"}, headers={"retry-after": "90"})
    route = respx_mock.post(COMMITS).mock(side_effect=[limited, httpx.Response(201, json={"sha": "c1"})])
    door = hub(clock)

    async def write() -> str:
        return await door.for_repository(REPOSITORY).write_commit("m", "t", "p")

    async def story() -> tuple[list[RateLimited], str]:
        caught = []
        for _ in range(2):
            with pytest.raises(RateLimited) as error:
                await write()
            caught.append(error.value)
        clock.now += timedelta(seconds=90)
        return caught, await write()

    caught, commit = asyncio.run(story())

    assert [error.at for error in caught] == [NOW + timedelta(seconds=90)] * 2
    assert commit == "c1"
    assert route.call_count == 2
    assert clock.slept == []


@respx.mock(base_url=API)
def test_writes_are_paced_and_queries_are_not(respx_mock: respx.MockRouter) -> None:
    clock = Clock()
    respx_mock.post(TOKENS).mock(return_value=token())
    respx_mock.post(COMMITS).mock(return_value=httpx.Response(201, json={"sha": "c1"}))
    respx_mock.post("/graphql").mock(return_value=httpx.Response(200, json={"data": {"repository": {"f0": None}}}))
    client = hub(clock, pace=1.5).for_repository(REPOSITORY)

    async def story() -> None:
        await client.write_commit("m", "t", "p")
        await client.texts("c1", ["a"])
        await client.write_commit("m", "t", "p")

    asyncio.run(story())

    assert clock.slept == [1.5]


@respx.mock(base_url=API)
def test_a_renamed_repository_is_followed_with_the_same_method(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    moved = {"location": f"{API}/repositories/7/git/commits"}
    respx_mock.post(COMMITS).mock(return_value=httpx.Response(307, headers=moved))
    there = respx_mock.post("/repositories/7/git/commits").mock(return_value=httpx.Response(201, json={"sha": "c1"}))
    client = hub().for_repository(REPOSITORY)

    commit = asyncio.run(client.write_commit("m", "t", "p"))

    assert commit == "c1"
    assert b'"tree"' in there.calls.last.request.content
    assert client.requests == 3


@respx.mock(base_url=API)
def test_a_moved_page_is_followed_and_keeps_its_query(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    moved = {"location": "/repositories/7/git/trees/t1?recursive=1"}
    respx_mock.get(f"{REPO}/git/trees/t1").mock(return_value=httpx.Response(301, headers=moved))
    there = respx_mock.get("/repositories/7/git/trees/t1", params={"recursive": "1"})
    there.mock(return_value=httpx.Response(200, json={"tree": [], "truncated": False}))

    tree = asyncio.run(hub().for_repository(REPOSITORY).tree("t1", "c1"))

    assert tree.commit == "c1"
    assert there.call_count == 1


@respx.mock(base_url=API)
def test_a_redirect_to_another_host_does_not_get_the_token(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    respx_mock.get(REF).mock(return_value=httpx.Response(302, headers={"location": "https://evil.test/"}))

    with pytest.raises(Refused, match="another host"):
        asyncio.run(hub().for_repository(REPOSITORY).branch(BRANCH))

    assert {call.request.url.host for call in respx_mock.calls} == {"api.github.test"}


@respx.mock(base_url=API)
def test_a_circle_of_redirects_ends(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    respx_mock.get(REF).mock(return_value=httpx.Response(301, headers={"location": REF}))
    client = hub().for_repository(REPOSITORY)

    with pytest.raises(Refused, match="circle"):
        asyncio.run(client.branch(BRANCH))

    assert client.requests == 4


@respx.mock(base_url=API)
def test_a_redirect_to_nowhere_is_refused(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    respx_mock.get(REF).mock(return_value=httpx.Response(302))

    with pytest.raises(Refused):
        asyncio.run(hub().for_repository(REPOSITORY).branch(BRANCH))


@respx.mock(base_url=API)
def test_a_404_may_heal(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    respx_mock.post(COMMITS).mock(return_value=httpx.Response(404, json={"message": "Not Found"}))

    with pytest.raises(NotFound) as caught:
        asyncio.run(hub().for_repository(REPOSITORY).write_commit("m", "t", "p"))

    assert caught.value.retry
