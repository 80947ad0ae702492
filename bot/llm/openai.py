"""OpenAI by its own SDK: the Responses API with strict structured output, and nothing stored at the provider."""

from __future__ import annotations

import asyncio
import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot.llm import failures, reply
from bot.types import Completion, Ending, Usage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openai import AsyncOpenAI

    from bot.types import Prompt


class OpenAI:
    """One model; `url` "" is OpenAI's own API. The SDK is imported with the first call."""

    def __init__(self, model: str, *, key: str, url: str = "", timeout: float) -> None:
        self.name = f"openai:{model}"
        self._model = model
        self._key = key
        self._url = url
        self._timeout = timeout

    @cached_property
    def _client(self) -> AsyncOpenAI:
        import openai

        return openai.AsyncOpenAI(
            api_key=self._key, base_url=self._url or None, timeout=self._timeout, max_retries=0, organization=""
        )

    async def complete(self, prompt: Prompt) -> Completion:
        """One call and no second; every way in which it can end is a completion."""
        import openai

        responses = self._client.responses.with_raw_response  # imported here, which takes longer than some answers
        try:
            async with asyncio.timeout(self._timeout):  # the SDK's own is for one read, which a trickle never exceeds
                raw = await responses.create(
                    model=self._model,
                    instructions=prompt.instructions,
                    input=prompt.question,
                    text={
                        "format": {
                            "type": "json_schema",
                            "name": prompt.name,
                            "schema": {**prompt.schema},
                            "strict": True,
                        }
                    },
                    max_output_tokens=prompt.max_output,
                    store=False,
                )
            return self._read(json.loads(raw.http_response.content), prompt)
        except (openai.OpenAIError, OSError, ValueError) as problem:
            return failures.read(problem, self.name)

    def _read(self, answer: Any, prompt: Prompt) -> Completion:
        """Tolerant of everything but the reply itself: servers that are only compatible leave fields out."""
        if not isinstance(answer, dict):
            return Completion(ending=Ending.INVALID, model=self.name, sentence="The provider's answer is no object.")
        usage = _usage(answer.get("usage"))

        def end(ending: Ending, sentence: str) -> Completion:
            return Completion(ending=ending, model=self.name, usage=usage, sentence=sentence)

        parts = tuple(_parts(answer))
        if any(part.get("type") == "refusal" for part in parts) or _reason(answer) == "content_filter":
            return end(Ending.REFUSED, "The model refused.")
        if answer.get("status") == "incomplete":
            return end(Ending.CUT_OFF, "The reply was cut off at the most tokens that it may have.")
        text = "".join(str(part.get("text", "")) for part in parts if part.get("type") == "output_text")
        try:
            value = reply.read(text, prompt.schema)
        except reply.UnusableReply as problem:
            return end(Ending.INVALID, problem.sentence)
        return Completion(ending=Ending.ANSWERED, model=self.name, value=value, usage=usage)

    async def aclose(self) -> None:
        """Closes connections, if there was ever a call."""
        if "_client" in vars(self):
            await self._client.close()


def _parts(answer: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The parts of every message of an answer."""
    for item in _objects(answer.get("output")):
        yield from _objects(item.get("content"))


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _reason(answer: Mapping[str, Any]) -> object:
    details = answer.get("incomplete_details")
    return details.get("reason") if isinstance(details, dict) else None


def _usage(usage: object) -> Usage | None:
    """None where the counts are missing or are no counts."""
    if not isinstance(usage, dict):
        return None
    details = usage.get("input_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else 0
    given, made = usage.get("input_tokens"), usage.get("output_tokens")
    if not (isinstance(given, int) and isinstance(made, int) and isinstance(cached, int)):
        return None
    return Usage(input=given, output=made, cached=cached)
