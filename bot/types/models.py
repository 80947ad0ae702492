"""What a language model is asked and what came back: a prompt, its completion, and what that cost."""

from __future__ import annotations

from enum import StrEnum

from bot.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Ending(StrEnum):
    """How a call ended; each but the first is an answer of its own kind, none an exception."""

    ANSWERED = "answered"
    REFUSED = "refused"  # the model will not say
    CUT_OFF = "cut off"  # at the most tokens that a reply may have
    INVALID = "invalid"  # not JSON, or not of the shape that was asked for
    RATE_LIMITED = "rate limited"
    UNAVAILABLE = "unavailable"  # nobody answers, or a 5xx
    TIMED_OUT = "timed out"
    REJECTED = "rejected"  # a wrong key, an unknown model, an empty account: nothing that waiting cures
    OVER_BUDGET = "over budget"  # not sent at all
    OFF = "off"  # there is no model, or each rests after it failed too often


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens as the provider counted them; `cached` ones are part of `input`."""

    input: int
    output: int
    cached: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question: `instructions` are ours and the same for every repository, `question` holds what strangers wrote.

    `schema` is the JSON Schema of the reply, named `name`; `version` names the words that it was made of.
    """

    instructions: str
    question: str
    schema: Mapping[str, object]
    name: str
    version: str
    max_output: int = 4096  # tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What came of a prompt: `value` is there where it was answered, and is valid by the prompt's schema."""

    ending: Ending
    model: str  # as the setting names it, such as openai:NAME
    value: Mapping[str, object] | None = None
    usage: Usage | None = None  # None: nobody said
    seconds: float = 0
    sentence: str = ""  # why there is no value; names no content
    retry_after: float | None = None  # seconds, as the provider asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The record of one call; nothing of what was asked or said. `usd` None: the model has no known price."""

    run_id: str
    installation_id: int
    model: str
    prompt: str  # version and hash of the words
    ending: Ending
    usage: Usage | None
    usd: float | None
    seconds: float
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What some calls came to; calls without a known price or usage add nothing."""

    tokens: int = 0
    usd: float = 0.0
