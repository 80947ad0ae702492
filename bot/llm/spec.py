"""Reads the setting that names models: `openai:MODEL`, `langchain:PROVIDER:MODEL` and `rules`, in order, by commas."""

from __future__ import annotations

from bot.frozen import dataclass
from bot.lazy import pattern

RULES = "rules"
_NAME = pattern(r"[A-Za-z0-9][A-Za-z0-9._/@:-]{0,99}")
_PROVIDER = pattern(r"[a-z][a-z0-9_]{1,40}")


class BadSpec(ValueError):
    """The setting names no model that can be opened; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One model: which integration opens it, whose it is, and its name there."""

    integration: str
    provider: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chained:
    """Models in the order in which they are asked; `optional` says that the rules alone do where none answers."""

    specs: tuple[Spec, ...]
    optional: bool


def read(text: str) -> Chained:
    """Raises BadSpec. `rules` alone, or nothing, is a chain without models."""
    words = [word.strip() for word in text.split(",") if word.strip()] or [RULES]
    if RULES in words[:-1]:
        raise BadSpec("`rules` stands last, since nothing is asked after it")
    optional = words[-1] == RULES
    return Chained(specs=tuple(map(_spec, words[:-1] if optional else words)), optional=optional)


def _spec(word: str) -> Spec:
    integration, _, rest = word.partition(":")
    provider, model = ("openai", rest) if integration == "openai" else (rest.partition(":")[0], rest.partition(":")[2])
    if integration not in ("openai", "langchain") or not _PROVIDER.fullmatch(provider) or not _NAME.fullmatch(model):
        raise BadSpec(f"{word[:100]!r} is neither openai:MODEL nor langchain:PROVIDER:MODEL")
    return Spec(integration=integration, provider=provider, model=model)
