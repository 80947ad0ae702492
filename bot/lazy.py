"""Regular expressions that are compiled when they are first used: a command uses a few of those that there are."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:

    def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
        """What `re.compile` answers."""
        ...
else:

    class pattern:  # noqa: N801  it is read as a function
        """A pattern by its methods; the first one that is asked for compiles it, and the others are then there."""

        def __init__(self, text: str, flags: int = 0) -> None:
            self._said = (text, flags)

        def __getattr__(self, name: str) -> object:
            made = re.compile(*self._said)
            for known in _METHODS:
                setattr(self, known, getattr(made, known))
            return getattr(made, name)

    _METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn", "pattern", "flags")


__all__ = ["pattern"]
