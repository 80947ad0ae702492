"""What one attempt at a run comes back with, and what a step leaves behind: values that a checkpoint may hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot import errors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_ERRORS: dict[str, type[errors.DockerizeError]] = {
    kind.__name__: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.DockerizeError)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Broke:
    """An error as a value: the name of its class, its sentence, and when to come back, if that is known."""

    error: str
    sentence: str
    at: datetime | None = None

    @classmethod
    def of(cls, error: errors.DockerizeError) -> Broke:
        at = error.at if isinstance(error, errors.RateLimited) else None
        return cls(error=type(error).__name__, sentence=error.sentence, at=at)

    def raised(self) -> errors.DockerizeError:
        """The error again, with its class and its sentence."""
        kind = _ERRORS[self.error]
        again: errors.DockerizeError = kind.__new__(kind)
        errors.DockerizeError.__init__(again, self.sentence)
        if isinstance(again, errors.RateLimited) and self.at:
            again.at = self.at
        return again


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What a step returned, or how it broke, and what it cost."""

    value: Any
    started_at: datetime
    seconds: float
    requests: int = 0
    broke: Broke | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Not now: come back at a time. `kept` are the steps that the next attempt does not run again."""

    at: datetime
    sentence: str
    counts: bool = True  # whether it counts as a failed attempt; a rate limit does not
    kept: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """It broke for good; `sentence` says what to do."""

    sentence: str
