"""What an exception of some provider's SDK means, told by its status and by the names of its classes.

The names are those of the SDKs and of LangChain's own tree, which every integration derives its errors from: by name,
so that none of them need be imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.types import Completion, Ending

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = {
    "ModelRefusalError": (Ending.REFUSED, "The model refused."),
    "ContentFilterFinishReasonError": (Ending.REFUSED, "The provider's content filter stopped the reply."),
    "LengthFinishReasonError": (Ending.CUT_OFF, "The reply was cut off at the most tokens that it may have."),
    "ContextOverflowError": (Ending.REJECTED, "The question is longer than the model can read."),
    "TimeoutError": (Ending.TIMED_OUT, "The model took too long."),
    "APITimeoutError": (Ending.TIMED_OUT, "The model took too long."),
    "ModelTimeoutError": (Ending.TIMED_OUT, "The model took too long."),
    "TimeoutException": (Ending.TIMED_OUT, "The model took too long."),
    "APIConnectionError": (Ending.UNAVAILABLE, "The provider cannot be reached."),
    "ModelConnectionError": (Ending.UNAVAILABLE, "The provider cannot be reached."),
    "TransportError": (Ending.UNAVAILABLE, "The provider cannot be reached."),
    "OSError": (Ending.UNAVAILABLE, "The provider cannot be reached."),
    "JSONDecodeError": (Ending.INVALID, "The provider's answer is not JSON."),
    "APIResponseValidationError": (Ending.INVALID, "The provider's answer is not of its API's shape."),
    "OutputParserException": (Ending.INVALID, "The reply is not JSON."),
    "ValidationError": (Ending.INVALID, "The reply is not of the shape that was asked for."),
}
_EMPTY_ACCOUNT = "insufficient_quota"


def read(problem: Exception, model: str) -> Completion:
    """A completion without a value; what no rule knows is nobody's answer either, and says the error's class."""
    status = _status(problem)
    if status is not None:
        return _by_status(status, problem, model)
    for cls in type(problem).__mro__:
        if cls.__name__ in _NAMES:
            ending, sentence = _NAMES[cls.__name__]
            return Completion(ending=ending, model=model, sentence=sentence)
    sentence = f"The provider's answer was not understood ({type(problem).__name__})."
    return Completion(ending=Ending.INVALID, model=model, sentence=sentence)


def _status(problem: Exception) -> int | None:
    """HTTP's, as most SDKs name it; `code` is Google's name for it."""
    for name in ("status_code", "code"):
        value = getattr(problem, name, None)
        if isinstance(value, int) and value >= 400:
            return value
    return None


def _by_status(status: int, problem: Exception, model: str) -> Completion:
    if status == 429 and getattr(problem, "code", None) == _EMPTY_ACCOUNT:
        return Completion(ending=Ending.REJECTED, model=model, sentence="The provider's account is empty (429).")
    if status == 429:
        after = _retry_after(problem)
        return Completion(
            ending=Ending.RATE_LIMITED, model=model, sentence="The provider's rate limit is reached.", retry_after=after
        )
    if status in (408, 504):
        return Completion(ending=Ending.TIMED_OUT, model=model, sentence=f"The model took too long ({status}).")
    if status >= 500:
        return Completion(ending=Ending.UNAVAILABLE, model=model, sentence=f"The provider answered {status}.")
    return Completion(
        ending=Ending.REJECTED, model=model, sentence=f"The provider answered {status}: check the key and the model."
    )


def _retry_after(problem: Exception) -> float | None:
    headers: Mapping[str, str] = getattr(getattr(problem, "response", None), "headers", {})
    try:
        seconds = float(headers.get("retry-after", ""))
    except ValueError:  # none, or a date, which OpenAI-compatible servers do not send
        return None
    return seconds if 0 <= seconds < float("inf") else None
