"""Reads mix.exs and mix.lock by their tokens: the application, its dependencies, releases and aliases."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.frozen import dataclass, field
from bot.lazy import pattern
from bot.stacks.code import follows
from bot.stacks.elixir import tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.stacks.code import Token

_REQUIREMENT = pattern(r"\s*(?:~>|>=|<=|==|>|<|!=)?\s*\d[\w.+-]*.*", re.DOTALL)
_SOURCES = frozenset({"git", "github", "path", "in_umbrella", "hex", "organization", "only", "runtime", "override"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """One tuple of `deps`: `path` and `git` say where it comes from, `prod` whether it is in a release."""

    name: str
    requirement: str
    line: int
    path: str = ""
    git: bool = False
    prod: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """What a mix.exs says; lines are counted from 1, 0 is nowhere."""

    app: str = ""
    app_line: int = 0
    elixir: str = ""
    elixir_line: int = 0
    umbrella: str = ""  # the folder of its applications
    module: int = 0  # where its application callback is named
    escript: int = 0
    releases: Mapping[str, int] = field(default_factory=dict)
    default_release: str = ""
    aliases: Mapping[str, tuple[int, str]] = field(default_factory=dict)  # name → line, all its words
    dependencies: tuple[Dependency, ...] = ()

    def dependency(self, *names: str) -> Dependency | None:
        """The first of some dependencies that a release has."""
        found = {one.name: one for one in self.dependencies if one.prod}
        return next((found[name] for name in names if name in found), None)


def read(text: str) -> Mix:
    """The Mix of a mix.exs; of what it computes nothing is known."""
    seen = tokens.elixir(text)
    app, app_line = _word(seen, "app", "atom")
    elixir, elixir_line = _word(seen, "elixir", "string")
    return Mix(
        app=app,
        app_line=app_line,
        elixir=elixir,
        elixir_line=elixir_line,
        umbrella=_word(seen, "apps_path", "string")[0],
        module=_key(seen, "mod"),
        escript=_key(seen, "escript"),
        releases={token.text: token.line for token in _keys(seen, "releases")},
        default_release=_word(seen, "default_release", "atom")[0],
        aliases=dict(_aliases(seen)),
        dependencies=tuple(_dependencies(seen)),
    )


def locked(text: str) -> dict[str, str]:
    """Name → where it comes from (hex, git or path), of a mix.lock."""
    seen = tokens.elixir(text)
    return {
        token.text: seen[place + 2].text
        for place, token in enumerate(seen)
        if token.kind == "key" and follows(seen, place + 1, "{") and place + 2 < len(seen)
    }


def _word(seen: tuple[Token, ...], key: str, kind: str) -> tuple[str, int]:
    """The value of the first such key that is of a kind, and its line."""
    attributes = {  # such as `@version "1.0"`, for `version: @version`
        seen[place + 1].text: seen[place + 2]
        for place, token in enumerate(seen[:-2])
        if token.text == "@" and seen[place + 2].kind == kind
    }
    for place, (token, after) in enumerate(pairwise(seen)):
        if token.kind == "key" and token.text == key:
            named = seen[place + 2 : place + 3] if follows(seen, place + 1, "@") else ()
            value = attributes.get(named[0].text, after) if named else after
            if value.kind == kind:
                return value.text, value.line
    return "", 0


def _key(seen: tuple[Token, ...], name: str) -> int:
    return next((token.line for token in seen if token.kind == "key" and token.text == name), 0)


def _list(seen: tuple[Token, ...], name: str) -> tuple[Token, ...]:
    """What stands between the brackets of a key's value, or of the function that it calls."""
    for place, token in enumerate(seen):
        named = token.text == name
        if named and token.kind == "key" and follows(seen, place + 1, "["):
            return seen[place + 2 : tokens.closing(seen, place + 1)]
        if named and token.kind == "name" and place and seen[place - 1].text in {"def", "defp"}:
            for opening in range(place + 1, min(place + 8, len(seen))):
                if follows(seen, opening, "["):
                    return seen[opening + 1 : tokens.closing(seen, opening)]
    return ()


def _keys(seen: tuple[Token, ...], name: str) -> Iterator[Token]:
    """The keys of a list, those within its values left out."""
    inside = _list(seen, name)
    place = 0
    while place < len(inside):
        if inside[place].kind == "key":
            yield inside[place]
        place = tokens.closing(inside, place) if inside[place].text in {"[", "{", "("} else place
        place += 1


def _aliases(seen: tuple[Token, ...]) -> Iterator[tuple[str, tuple[int, str]]]:
    inside = _list(seen, "aliases")
    place = 0
    while place < len(inside):
        token, end = inside[place], place + 1
        if token.kind == "key":
            end = tokens.closing(inside, place + 1, 200) if follows(inside, place + 1, "[") else place + 2
            words = " ; ".join(one.text for one in inside[place + 1 : end] if one.kind == "string")
            yield token.text, (token.line, words)
        place = end


def _dependencies(seen: tuple[Token, ...]) -> Iterator[Dependency]:
    """Tuples of a name and either a requirement or where it comes from."""
    place = 0
    while place < len(seen):
        token, end = seen[place], place + 1
        if token.kind == "atom" and place and follows(seen, place - 1, "{") and follows(seen, place + 1, ","):
            first = seen[place + 2] if place + 2 < len(seen) else token
            required = first.kind == "string" and _REQUIREMENT.fullmatch(first.text) is not None
            if required or (first.kind == "key" and first.text in _SOURCES):
                end = tokens.closing(seen, place - 1, 80)
                yield _dependency(token, first.text if required else "", seen[place + 2 : end])
        place = end


def _dependency(token: Token, requirement: str, inside: tuple[Token, ...]) -> Dependency:
    keys = {one.text: place for place, one in enumerate(inside) if one.kind == "key"}
    path = inside[keys["path"] + 1 : keys["path"] + 2] if "path" in keys else ()
    return Dependency(
        name=token.text,
        requirement=requirement,
        line=token.line,
        path=path[0].text if path and path[0].kind == "string" else "",
        git=not {"git", "github"}.isdisjoint(keys),
        prod="only" not in keys or "prod" in _atoms(inside[keys["only"] + 1 :]),
    )


def _atoms(after: tuple[Token, ...]) -> set[str]:
    """The atoms that a key's value begins with: one, or those of a list."""
    end = tokens.closing(after, 0) if follows(after, 0, "[") else 1
    return {one.text for one in after[:end] if one.kind == "atom"}
