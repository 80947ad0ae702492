"""Says whether a command is a known program with known arguments; the tables are `programs` and `starts`.

A usage is one line such as `uv sync [--locked] [--extra NAME]* [FILE]`. The words before the first bracket stand as
they are, a KIND (see `kinds`) for one word of that kind. `[--flag]`, `[--flag=KIND]` and `[-f KIND]` may be given
once, in any order, with `*` any number of times. At the end come positional words, the last of them with `?`, `*` or
`+`. Where they end in `ARG*`, the command runs the project's own program: from its first positional word on, flags
are that program's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.findings.kinds import KINDS, fits
from bot.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.findings.rule import Context

    Table = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One bracket of a usage: words that belong together, such as `-r` and a FILE."""

    words: tuple[str, ...]
    repeats: bool

    def taken(self, words: tuple[str, ...], context: Context) -> int:
        """How many of the words at the front it takes, 0 for none."""
        if len(words) < len(self.words):
            return 0
        return len(self.words) if all(map(lambda w, g: _one(w, g, context), self.words, words)) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """One way to call a program."""

    lead: tuple[str, ...]
    flags: tuple[Flag, ...]
    positional: tuple[str, ...]  # kinds; the last may end in ?, * or +

    @property
    def runs_a_program(self) -> bool:
        return self.positional[-1:] == ("ARG*",)

    def accepts(self, words: tuple[str, ...], context: Context) -> bool:
        """Whether the words after the program's name are of this usage."""
        count = len(self.lead)
        if len(words) < count or not all(map(lambda w, g: _one(w, g, context), self.lead, words)):
            return False
        rest = self._without_flags(words[count:], context)
        return rest is not None and self._positional(rest, context)

    def _without_flags(self, words: tuple[str, ...], context: Context) -> tuple[str, ...] | None:
        """The positional words; None when a flag comes twice that may come once."""
        found: list[str] = []
        used: set[Flag] = set()
        while words:
            flag, taken = next(((f, n) for f in self.flags if (n := f.taken(words, context))), (None, 1))
            if flag is not None:
                if flag in used and not flag.repeats:
                    return None
                used.add(flag)
            elif self.runs_a_program:
                return (*found, *words)
            else:
                found.append(words[0])
            words = words[taken:]
        return tuple(found)

    def _positional(self, words: tuple[str, ...], context: Context) -> bool:
        if not self.positional:
            return not words
        *fixed, last = self.positional
        kind = last.rstrip("?*+")
        least, most = {"?": (0, 1), "*": (0, len(words)), "+": (1, len(words))}.get(last[-1], (1, 1))
        extra = len(words) - len(fixed)
        return least <= extra <= most and all(map(lambda k, w: fits(k, w, context), [*fixed, *[kind] * extra], words))


def _one(wanted: str, given: str, context: Context) -> bool:
    """Whether a given word is a word of a usage: the same, of its kind, or `--flag=` and then of its kind."""
    name, equals, value = wanted.partition("=")
    if not equals:
        return fits(wanted, given, context)
    return given.startswith(f"{name}=") and fits(value, given[len(name) + 1 :], context)


@lru_cache(maxsize=512)
def usage(line: str) -> Usage:
    """Reads a line of a table."""
    tokens = re.findall(r"\[[^\]]*\]\*?|\S+", line)[1:]
    flags = [Flag(words=tuple(t.strip("[]*").split(" ")), repeats=t.endswith("*")) for t in tokens if t.startswith("[")]
    plain = [token for token in tokens if not token.startswith("[")]
    first = next((index for index, token in enumerate(tokens) if token.startswith("[")), len(tokens))
    if not flags:
        many = (index for index, token in enumerate(plain) if token[-1] in "?*+" and token[:-1] in KINDS)
        first = next(many, first)
    return Usage(
        lead=tuple(plain[:first]),
        flags=tuple(sorted(flags, key=lambda flag: -len(flag.words))),  # `--parallel 4` before `--parallel`
        positional=tuple(plain[first:]),
    )


def table(lines: str) -> Table:
    """Program → its usages, from lines of them."""
    found: dict[str, list[str]] = {}
    for line in lines.replace("\n    ", " ").splitlines():
        found.setdefault(line.partition(" ")[0], []).append(line)
    return {program: tuple(usages) for program, usages in found.items() if program}


def names(program: str, argv: tuple[str, ...], tables: Table, context: Context) -> bool:
    """Whether one of the program's usages accepts its words."""
    return any(usage(line).accepts(argv, context) for line in tables.get(program, ()))
