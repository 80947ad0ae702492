"""The setting that names models: what it may say, and what is wrong with what it may not."""

from __future__ import annotations

import pytest

from bot.llm.spec import BadSpec, Chained, Spec, read

GPT = Spec(integration="openai", provider="openai", model="gpt-6-luna")
CLAUDE = Spec(integration="langchain", provider="anthropic", model="claude-haiku-5-5")
LOCAL = Spec(integration="langchain", provider="openai", model="qwen3:8b")


@pytest.mark.parametrize(
    ("text", "chained"),
    [
        ("rules", Chained(specs=(), optional=True)),
        ("", Chained(specs=(), optional=True)),
        ("openai:gpt-6-luna", Chained(specs=(GPT,), optional=False)),
        (" openai:gpt-6-luna , rules", Chained(specs=(GPT,), optional=True)),
        (
            "openai:gpt-6-luna,langchain:anthropic:claude-haiku-5-5,langchain:openai:qwen3:8b,rules",
            Chained(specs=(GPT, CLAUDE, LOCAL), optional=True),
        ),
    ],
)
def test_models_stand_in_the_order_in_which_they_are_asked(text: str, chained: Chained) -> None:
    assert read(text) == chained


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("gpt-6", "neither openai:MODEL nor langchain:PROVIDER:MODEL"),
        ("openai:", "neither openai:MODEL"),
        ("langchain:anthropic", "neither openai:MODEL"),
        ("langchain:../x:y", "neither openai:MODEL"),
        ("azure:x", "neither openai:MODEL"),
        ("rules,openai:gpt-6-luna", "stands last"),
    ],
)
def test_what_names_no_model_is_said(text: str, why: str) -> None:
    with pytest.raises(BadSpec, match=why):
        read(text)
