"""Every other provider, and OpenAI-compatible servers, by LangChain's `init_chat_model`."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.llm import failures, reply
from bot.types import Completion, Ending, Usage

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from bot.types import Prompt

_log = logging.getLogger("dockerize.llm")
# How providers say that a reply ended at its limit, and that they would not give it.
_CUT_OFF = frozenset({"length", "max_tokens", "MAX_TOKENS"})
_REFUSED = frozenset({"content_filter", "refusal", "SAFETY", "guardrail_intervened"})


class LangChain:
    """One model of one provider; `options` go to its integration, which is imported with the first call."""

    def __init__(self, provider: str, model: str, *, timeout: float, **options: Any) -> None:
        self.name = f"langchain:{provider}:{model}"
        self._provider = provider
        self._model = model
        self._timeout = timeout
        self._options = options
        self._chats: dict[int, Any] = {}
        self._https: list[Any] = []

    def _chat(self, longest: int) -> Any:
        """The integration, once for each length that a reply may have, since that is told when it is made."""
        if longest not in self._chats:
            from langchain.chat_models import init_chat_model

            options = {"timeout": self._timeout, "max_tokens": longest, **self._options}
            if self._provider == "openai":
                from openai import DefaultAsyncHttpxClient

                options["use_responses_api"] = False  # else it depends on the model's name
                # Else all models of one address share one, and none can be closed without the others.
                options["http_async_client"] = DefaultAsyncHttpxClient()
                self._https.append(options["http_async_client"])
            # The chain retries, and nobody else.
            self._chats[longest] = init_chat_model(self._model, model_provider=self._provider, max_retries=0, **options)
        return self._chats[longest]

    def _asking(self, prompt: Prompt) -> Runnable[Any, Any]:
        schema = {"title": prompt.name, "description": "The decisions.", **prompt.schema}
        how = {"method": "json_schema", "strict": True} if self._provider == "openai" else {}
        asking: Runnable[Any, Any] = self._chat(prompt.max_output).with_structured_output(
            schema, include_raw=True, **how
        )
        return asking

    async def complete(self, prompt: Prompt) -> Completion:
        """One call and no second; every way in which it can end is a completion."""
        try:
            from langsmith import tracing_context

            asking = self._asking(prompt)
            # Nothing is told to a third party, whatever the environment says.
            with tracing_context(enabled=False):
                async with asyncio.timeout(self._timeout):
                    messages = [("system", prompt.instructions), ("human", prompt.question)]
                    answer = await asking.ainvoke(messages)
            return self._read(answer, prompt)
        except Exception as problem:  # noqa: BLE001  every integration raises what it likes
            completion = replace(failures.read(problem, self.name), usage=_lost(problem))
            _log.info("%s: %s (%s)", self.name, completion.ending, type(problem).__name__)
            return completion

    def _read(self, answer: Any, prompt: Prompt) -> Completion:
        raw = answer["raw"]
        usage = _usage(getattr(raw, "usage_metadata", None))
        told = getattr(raw, "response_metadata", {})
        reason = told.get("finish_reason") or told.get("stop_reason")

        def end(ending: Ending, sentence: str) -> Completion:
            return Completion(ending=ending, model=self.name, usage=usage, sentence=sentence)

        if reason in _REFUSED or raw.additional_kwargs.get("refusal"):
            return end(Ending.REFUSED, "The model refused.")
        if reason in _CUT_OFF:
            return end(Ending.CUT_OFF, "The reply was cut off at the most tokens that it may have.")
        try:
            value = reply.check(answer["parsed"], prompt.schema)
        except reply.UnusableReply as problem:
            return end(Ending.INVALID, problem.sentence)
        return Completion(ending=Ending.ANSWERED, model=self.name, value=value, usage=usage)

    async def aclose(self) -> None:
        """Closes the connections that are ours; those that an integration shares end with the process."""
        for http in self._https:
            await http.aclose()


def _usage(usage: Any) -> Usage | None:
    """LangChain's usage, the same for every provider; None where the provider did not say, which some count as 0."""
    if not usage or not usage["input_tokens"]:
        return None
    details = usage.get("input_token_details") or {}
    return Usage(input=usage["input_tokens"], output=usage["output_tokens"], cached=details.get("cache_read") or 0)


def _lost(problem: Exception) -> Usage | None:
    """The usage of a reply that OpenAI's SDK turned into an exception, because it was cut off."""
    if counts := getattr(getattr(problem, "completion", None), "usage", None):
        cached = getattr(counts.prompt_tokens_details, "cached_tokens", None) or 0
        return Usage(input=counts.prompt_tokens, output=counts.completion_tokens, cached=cached)
    return None
