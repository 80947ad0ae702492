"""The nouns of docs/stacks.md: what an ecosystem recognises, starts and installs, declared next to its code."""

from __future__ import annotations

from bot.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One way in which something is recognised and started.

    `what` holds the names as claimed on Topic.FRAMEWORK, else kinds of programs. In `starts` stands `<word>` for a word
    that the repository decides, and ` …` at the end for more of them; the init that some programs get is left out.
    """

    what: tuple[str, ...]
    found: str
    starts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Install:
    """How dependencies are installed where some files are there, and what is done where that does not work."""

    found: str
    command: str  # as in Row.starts
    otherwise: str = ""
