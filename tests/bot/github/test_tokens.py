"""Tokens are minted once for however many ask, scoped down, refreshed early, and dropped when asked to."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
import respx

from bot.errors import Forbidden, NotFound, Unauthorized, Unavailable
from bot.github.kit import Kit, Tally
from bot.github.tokens import Scope, Tokens
from tests.bot.github.fake import API, NOW, TOKENS, Clock, PlainSigner, token

if TYPE_CHECKING:
    from collections.abc import Coroutine

SCOPE = Scope(installation=5, repositories=(7,), permissions=(("contents", "write"),))


class Slow:
    """Answers after the others had time to ask, too."""

    def __init__(self, *answers: httpx.Response) -> None:
        self._answers = list(answers)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0.01)
        return self._answers.pop(0)


def make(clock: Clock, signer: PlainSigner | None = None) -> Tokens:
    return Tokens(1, signer or PlainSigner(), Kit(API, 2), clock.time)


@respx.mock(base_url=API)
def test_ten_cold_calls_at_once_mint_one_token(respx_mock: respx.MockRouter) -> None:
    route = respx_mock.post(TOKENS).mock(side_effect=Slow(token()))
    tokens, tally = make(Clock()), Tally()

    async def ten() -> list[str]:
        return await asyncio.gather(*(tokens.get(SCOPE, tally) for _ in range(10)))

    got = asyncio.run(ten())

    assert got == ["ghs_one"] * 10
    assert route.call_count == tally.sent == 1


@respx.mock(base_url=API)
def test_a_token_is_scoped_to_the_repository_and_the_permissions(respx_mock: respx.MockRouter) -> None:
    route = respx_mock.post(TOKENS).mock(return_value=token())

    asyncio.run(make(Clock()).get(SCOPE, Tally()))

    assert json.loads(route.calls.last.request.content) == {
        "repository_ids": [7],
        "permissions": {"contents": "write"},
    }
    assert route.calls.last.request.headers["authorization"] == "Bearer jwt-1"


@respx.mock(base_url=API)
def test_a_scope_without_limits_asks_for_all_of_the_installation(respx_mock: respx.MockRouter) -> None:
    route = respx_mock.post(TOKENS).mock(return_value=token())

    asyncio.run(make(Clock()).get(Scope(installation=5), Tally()))

    assert json.loads(route.calls.last.request.content) == {}


@respx.mock(base_url=API)
def test_each_scope_has_a_token_of_its_own(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(side_effect=[token("ghs_a"), token("ghs_b")])
    tokens = make(Clock())

    async def two() -> tuple[str, str]:
        return await tokens.get(SCOPE, Tally()), await tokens.get(Scope(installation=5), Tally())

    assert asyncio.run(two()) == ("ghs_a", "ghs_b")


@respx.mock(base_url=API)
def test_a_token_is_refreshed_before_it_ends(respx_mock: respx.MockRouter) -> None:
    clock, signer = Clock(), PlainSigner()
    respx_mock.post(TOKENS).mock(side_effect=[token("ghs_a"), token("ghs_b")])
    tokens = make(clock, signer)

    async def later(minutes: int) -> str:
        clock.now = NOW + timedelta(minutes=minutes)
        return await tokens.get(SCOPE, Tally())

    async def day() -> list[str]:
        return [await later(0), await later(54), await later(56)]

    assert asyncio.run(day()) == ["ghs_a", "ghs_a", "ghs_b"]
    assert len(signer.claims) == 2


@respx.mock(base_url=API)
def test_the_app_s_own_token_is_signed_once_while_it_is_good(respx_mock: respx.MockRouter) -> None:
    signer = PlainSigner()
    respx_mock.post(TOKENS).mock(return_value=token())
    tokens = make(Clock(), signer)

    async def two() -> None:
        await tokens.get(SCOPE, Tally())
        await tokens.get(Scope(installation=5), Tally())

    asyncio.run(two())

    issued = int(NOW.timestamp())
    assert signer.claims == [{"iss": "1", "iat": issued - 60, "exp": issued + 540}]


@respx.mock(base_url=API)
def test_a_run_that_is_cancelled_takes_nobody_s_token_away(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(side_effect=Slow(token()))
    tokens = make(Clock())

    async def first_gives_up() -> str:
        first = asyncio.ensure_future(tokens.get(SCOPE, Tally()))
        second = asyncio.ensure_future(tokens.get(SCOPE, Tally()))
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert asyncio.run(first_gives_up()) == "ghs_one"


@respx.mock(base_url=API)
def test_a_failure_reaches_all_who_wait_and_the_next_one_tries_anew(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(side_effect=Slow(httpx.Response(502), token()))
    tokens = make(Clock())

    async def both_then_one() -> tuple[list[str | BaseException], str]:
        waiting = (tokens.get(SCOPE, Tally()) for _ in range(2))
        return await asyncio.gather(*waiting, return_exceptions=True), await tokens.get(SCOPE, Tally())

    failed, got = asyncio.run(both_then_one())

    assert [type(error) for error in failed] == [Unavailable, Unavailable]
    assert got == "ghs_one"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.Response(401, json={"message": "A JSON web token could not be decoded"}), Unauthorized),
        (httpx.Response(403, json={"message": "This installation has been suspended"}), Forbidden),
        (httpx.Response(404, json={"message": "Not Found"}), NotFound),
        (
            httpx.Response(422, json={"message": "The permissions requested are not granted to this installation."}),
            Forbidden,
        ),
        (httpx.Response(422, json={"message": "There is at least one repository that does not exist"}), NotFound),
        (httpx.Response(201, json={"token": "x"}), Unavailable),
        (httpx.Response(201, json={"token": "x", "expires_at": "tomorrow"}), Unavailable),
    ],
)
@respx.mock(base_url=API)
def test_a_token_that_is_refused_says_why(
    respx_mock: respx.MockRouter, answer: httpx.Response, kind: type[Exception]
) -> None:
    respx_mock.post(TOKENS).mock(return_value=answer)

    with pytest.raises(kind):
        asyncio.run(make(Clock()).get(SCOPE, Tally()))


@respx.mock(base_url=API)
def test_forgetting_an_installation_drops_its_tokens_alone(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(side_effect=[token("ghs_a"), token("ghs_b")])
    other = respx_mock.post("/app/installations/6/access_tokens").mock(return_value=token("ghs_other"))
    tokens = make(Clock())

    async def story() -> list[str]:
        first = [await tokens.get(SCOPE, Tally()), await tokens.get(Scope(installation=6), Tally())]
        tokens.forget_installation(5)
        return [*first, await tokens.get(SCOPE, Tally()), await tokens.get(Scope(installation=6), Tally())]

    assert asyncio.run(story()) == ["ghs_a", "ghs_other", "ghs_b", "ghs_other"]
    assert other.call_count == 1


@respx.mock(base_url=API)
def test_only_the_very_token_that_was_refused_is_forgotten(respx_mock: respx.MockRouter) -> None:
    route = respx_mock.post(TOKENS).mock(return_value=token())
    tokens = make(Clock())

    async def story() -> Coroutine[object, object, str]:
        await tokens.get(SCOPE, Tally())
        tokens.forget(SCOPE, "ghs_an_older_one")
        tokens.forget(Scope(installation=9), "ghs_one")
        return tokens.get(SCOPE, Tally())

    async def whole() -> str:
        return await (await story())

    assert asyncio.run(whole()) == "ghs_one"
    assert route.call_count == 1
