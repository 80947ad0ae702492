"""The record of every request to the API, in order, for people and for tests."""

from __future__ import annotations

import itertools
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`at` is when the answer was made, in seconds since 1970; `kind` is token, read or write."""

    n: int
    at: float
    method: str
    path: str
    operation: str  # the route's template, or what a GraphQL document asks for
    kind: str
    status: int
    repository: str = ""
    installation: int | None = None
    query: str = ""


@dataclass(slots=True)
class Journal:
    lines: list[Line] = field(default_factory=list)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def next(self) -> int:
        return next(self.numbers)

    def add(self, line: Line) -> None:
        self.lines.append(line)

    def after(self, n: int) -> list[dict[str, object]]:
        """The lines with a greater number, oldest first."""
        return [asdict(line) for line in self.lines if line.n > n]
