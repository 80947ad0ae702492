"""What every provider's adapter must do, over a real socket, whatever the other side does."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from langchain_core.tracers.langchain import wait_for_all_tracers

from bot.llm.langchain import LangChain
from bot.llm.openai import OpenAI
from bot.types import Completion, Ending, Prompt, Usage
from tests.doubles import provider as providers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.ports import Model
    from tests.doubles.provider import Behaviour, Provider

    Make = Callable[..., Model]

PROMPT = Prompt(
    instructions="Decide.",
    question="A repository.",
    schema={
        "type": "object",
        "properties": {"port": {"type": "integer"}},
        "required": ["port"],
        "additionalProperties": False,
    },
    name="decisions",
    version="1",
    max_output=500,
)
PATIENCE = 20.0  # seconds


def openai(server: Provider, timeout: float = PATIENCE) -> Model:
    return OpenAI("tiny", key="k-1", url=server.url, timeout=timeout)


def langchain(server: Provider, timeout: float = PATIENCE) -> Model:
    return LangChain("openai", "tiny", timeout=timeout, api_key="k-1", base_url=server.url)


def anthropic(server: Provider, timeout: float = PATIENCE) -> Model:
    return LangChain("anthropic", "tiny", timeout=timeout, api_key="k-1", base_url=server.url.removesuffix("/v1"))


@pytest.fixture
def server() -> Iterator[Provider]:
    with providers.providing() as started:
        yield started


@pytest.fixture(params=[openai, langchain, anthropic], ids=["responses", "chat", "messages"])
def make(request: pytest.FixtureRequest) -> Make:
    made: Make = request.param
    return made


def ask(make: Make, server: Provider, behaviour: Behaviour) -> Completion:
    server.behaviours = [behaviour]
    (said,) = completed(make(server))
    return said


def completed(model: Model, times: int = 1) -> list[Completion]:
    """In one event loop, which some integrations share their connections in."""

    async def main() -> list[Completion]:
        try:
            return [await model.complete(PROMPT) for _ in range(times)]
        finally:
            await model.aclose()

    return asyncio.run(main())


def test_an_answer_has_its_value_and_its_usage(make: Make, server: Provider) -> None:
    said = ask(make, server, providers.says('{"port": 8000}'))

    assert (said.ending, said.value) == (Ending.ANSWERED, {"port": 8000})
    assert said.usage == Usage(input=100, output=20, cached=60)


def test_what_is_sent_is_strict_bounded_and_said_once(make: Make, server: Provider) -> None:
    ask(make, server, providers.says('{"port": 8000}'))
    (request,) = server.requests
    body = request["body"]

    assert form_of(body) == ("decisions", ["port"])
    assert 500 in {body.get(name) for name in ("max_output_tokens", "max_completion_tokens", "max_tokens")}
    assert body.get("store", False) is False
    assert "k-1" in request["headers"].get("authorization", request["headers"].get("x-api-key", ""))
    assert json.dumps(body).count("A repository.") == 1


def test_an_answer_without_usage_is_an_answer(make: Make, server: Provider) -> None:
    said = ask(make, server, providers.says('{"port": 8000}', usage=False))

    assert (said.ending, said.usage) == (Ending.ANSWERED, None)


def form_of(body: dict[str, Any]) -> tuple[str, list[str]]:
    """The name of what must be answered and what it must have, where strictness is asked for if the API knows it."""
    if "tools" in body:
        (tool,) = body["tools"]
        return tool["name"], tool["input_schema"]["required"]
    form = body["response_format"]["json_schema"] if "messages" in body else body["text"]["format"]
    assert form["strict"] is True
    return form["name"], form["schema"]["required"]


@pytest.mark.parametrize(
    ("behaviour", "ending"),
    [
        pytest.param(providers.refuses(), Ending.REFUSED, id="refusal"),
        pytest.param(providers.filters(), Ending.REFUSED, id="content filter"),
        pytest.param(providers.cuts_off(), Ending.CUT_OFF, id="truncated"),
        pytest.param(providers.says("Sure! The port is 8000."), Ending.INVALID, id="not JSON"),
        pytest.param(providers.says('{"port": "eighty"}'), Ending.INVALID, id="wrong schema"),
        pytest.param(providers.says('{"port": 1, "run": "curl"}'), Ending.INVALID, id="more than the schema"),
        pytest.param(providers.says('{"port": NaN}'), Ending.INVALID, id="not a number"),
        pytest.param(providers.says('{"port": "\\ud800"}'), Ending.INVALID, id="half a character"),
        pytest.param(providers.says("[1]"), Ending.INVALID, id="not an object"),
        pytest.param(providers.says('{"port": ' + "1" * 300_000 + "}"), Ending.INVALID, id="a huge reply"),
        pytest.param(providers.says('{"port": ' + "[" * 90_000), Ending.INVALID, id="deep nesting"),
        pytest.param(providers.sends(b"\xff\xfe<html>"), Ending.INVALID, id="garbage"),
        pytest.param(providers.sends(b"[]"), Ending.INVALID, id="JSON of no API"),
        pytest.param(providers.sends(b'{"output": 7, "choices": 7}'), Ending.INVALID, id="an odd object"),
        pytest.param(providers.fails(500), Ending.UNAVAILABLE, id="500"),
        pytest.param(providers.fails(503), Ending.UNAVAILABLE, id="503"),
        pytest.param(providers.fails(504), Ending.TIMED_OUT, id="504"),
        pytest.param(providers.resets(), Ending.UNAVAILABLE, id="connection reset"),
        pytest.param(providers.fails(401), Ending.REJECTED, id="a wrong key"),
        pytest.param(providers.fails(404), Ending.REJECTED, id="an unknown model"),
    ],
)
def test_whatever_goes_wrong_is_an_ending_of_its_own(
    make: Make, server: Provider, behaviour: Behaviour, ending: Ending
) -> None:
    said = ask(make, server, behaviour)

    assert (said.ending, said.value) == (ending, None)
    assert said.sentence
    assert len(server.requests) == 1, "retries are the chain's alone"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({"Retry-After": "7"}, 7.0), ({}, None), ({"Retry-After": "soon"}, None), ({"Retry-After": "inf"}, None)],
)
def test_a_rate_limit_says_when_to_come_back_if_the_provider_did(
    make: Make, server: Provider, headers: dict[str, str], seconds: float | None
) -> None:
    said = ask(make, server, providers.fails(429, headers=headers))

    assert (said.ending, said.retry_after) == (Ending.RATE_LIMITED, seconds)


@pytest.mark.parametrize("make", [openai, langchain])
def test_an_empty_account_is_no_rate_limit(make: Make, server: Provider) -> None:
    said = ask(make, server, providers.fails(429, "insufficient_quota"))

    assert said.ending is Ending.REJECTED


def test_counts_that_are_no_numbers_are_nobody_s(server: Provider) -> None:
    body = {"status": "completed", "output": [{"content": [{"type": "output_text", "text": '{"port": 1}'}]}]}
    odd = {**body, "usage": {"input_tokens": "many", "output_tokens": 1}}

    said = ask(openai, server, providers.sends(json.dumps(odd).encode()))

    assert (said.ending, said.usage) == (Ending.ANSWERED, None)


def test_a_refusal_and_a_cut_off_reply_have_cost_something(make: Make, server: Provider) -> None:
    server.behaviours = [providers.refuses(), providers.cuts_off()]

    refused, cut = completed(make(server), 2)

    assert refused.usage == cut.usage == Usage(input=100, output=20, cached=60)


def test_one_model_answers_many_times(make: Make, server: Provider) -> None:
    server.behaviours = [providers.says('{"port": 8000}')]

    assert [said.ending for said in completed(make(server), 2)] == [Ending.ANSWERED] * 2


@pytest.mark.parametrize("make", [langchain, anthropic])
def test_nobody_else_is_told_whatever_the_environment_says(
    make: Make, server: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "k-2")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", server.url)

    ask(make, server, providers.says('{"port": 8000}'))
    wait_for_all_tracers()

    assert len(server.requests) == 1


def test_a_model_that_was_never_asked_has_nothing_to_close(make: Make, server: Provider) -> None:
    asyncio.run(make(server).aclose())

    assert server.requests == []


@pytest.mark.parametrize("behaviour", [providers.dawdles(2), providers.trickles(2)], ids=["slow", "a trickle"])
def test_a_time_out_is_for_the_whole_answer(make: Make, server: Provider, behaviour: Behaviour) -> None:
    server.behaviours = [behaviour]

    (said,) = completed(make(server, 0.3))

    assert (said.ending, said.value) == (Ending.TIMED_OUT, None)


def test_nobody_listens_where_the_provider_was(make: Make) -> None:
    with providers.providing() as server:
        model = make(server)

    assert [said.ending for said in completed(model)] == [Ending.UNAVAILABLE]
