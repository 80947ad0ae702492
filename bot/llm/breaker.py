"""A circuit breaker: a model that failed several times running rests a while, and is then tried once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Breaker:
    """Counts the failures of one model; `now` is a monotonic clock in seconds."""

    def __init__(self, now: Callable[[], float], *, failures: int = 3, rest: float = 60) -> None:
        self._now = now
        self._most = failures
        self._rest = rest
        self._failed = 0
        self._until = 0.0

    @property
    def closed(self) -> bool:
        """Whether a call may be made; after the rest the next one decides, and others wait for it no longer."""
        if self._failed < self._most:
            return True
        if self._now() < self._until:
            return False
        self._until = self._now() + self._rest
        return True

    def tell(self, *, well: bool) -> None:
        """What came of a call."""
        self._failed = 0 if well else self._failed + 1
        if self._failed >= self._most:
            self._until = self._now() + self._rest
