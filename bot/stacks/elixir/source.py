"""Reads Elixir's configuration and code by their tokens: ports, variables, routes, and what starts a server."""

from __future__ import annotations

import re

from bot.lazy import pattern
from bot.stacks.code import follows
from bot.stacks.elixir import tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.stacks.code import Token

_HEALTH = pattern(r"/(?:[\w-]+/)*_?(?:health|healthz|healthcheck|health-check|livez?|ready|readyz|ping|up|status)/?")
_READS = frozenset({"get_env", "fetch_env", "fetch_env!"})


class Picture:
    """What one file says; lines are counted from 1, 0 is nowhere."""

    def __init__(self) -> None:
        self.port: tuple[int, int] | None = None  # the number near the place where PORT is read (0: none), line
        self.named: tuple[int, int] | None = None  # the number after `port:`, line
        self.server = 0  # where PHX_SERVER is asked for
        self.serves = 0  # `server: true`
        self.listens = 0  # Plug.Cowboy, Bandit
        self.loopback = 0
        self.routes: list[tuple[str, int]] = []
        self.variables: dict[str, int] = {}
        self.required: set[str] = set()
        self.migrates = 0
        self.imports: dict[str, int] = {}  # `import_config`


def parse(text: str) -> Picture:
    """The picture of one file."""
    picture = Picture()
    seen = tokens.elixir(text)
    scope = "/"
    for place, token in enumerate(seen):
        after = seen[place + 1] if place + 1 < len(seen) else token
        if token.kind == "key":
            _key(seen, place, picture)
        elif token.kind == "string" and token.text == "PORT" and not picture.port:
            picture.port = _default(seen, place)
        elif token.kind == "name" and token.text == "scope" and after.kind == "string":
            scope = after.text
        elif token.kind == "name":
            _name(seen, place, picture, scope)
    return picture


def _key(seen: tuple[Token, ...], place: int, picture: Picture) -> None:
    token = seen[place]
    after = seen[place + 1] if place + 1 < len(seen) else token
    if token.text == "port" and after.kind == "number" and not picture.named and not _of_another(seen, place):
        picture.named = (_number(after.text), after.line)
    elif token.text == "server" and follows(seen, place + 1, "true"):
        picture.serves = token.line
    elif token.text == "ip" and follows(seen, place + 1, "{", "127"):
        picture.loopback = token.line


def _of_another(seen: tuple[Token, ...], place: int) -> bool:
    """Whether a key is within the list of an address that others are told, or of TLS."""
    depth = 0
    for at in range(place - 1, max(place - 60, 0), -1):
        if seen[at].kind == "punct":
            depth += (seen[at].text in {"]", ")", "}"}) - (seen[at].text in {"[", "(", "{"})
        if depth < 0:
            return seen[at - 1].text in {"url", "static_url", "https"}
    return False


def _name(seen: tuple[Token, ...], place: int, picture: Picture, scope: str) -> None:
    token = seen[place]
    opening = follows(seen, place + 1, "(")
    given = seen[place + (2 if opening else 1) : place + (3 if opening else 2)]
    first = given[0] if given and given[0].kind == "string" else None
    if token.text in {"Bandit", "Cowboy"} and not picture.listens and place and seen[place - 1].text != "alias":
        picture.listens = token.line
    elif token.text == "migrate" and seen[place - 1].text == "def":
        picture.migrates = token.line
    elif not first:
        return
    elif token.text in _READS:
        _reads(seen, place, first, picture)
    elif token.text == "import_config":
        picture.imports.setdefault(first.text, token.line)
    elif token.text in {"get", "forward"} and first.text.startswith("/") and scope == "/":
        picture.routes.append((first.text, first.line))


def _reads(seen: tuple[Token, ...], place: int, first: Token, picture: Picture) -> None:
    """A variable; it is required where nothing stands for it."""
    if first.text == "PHX_SERVER":
        picture.server = first.line
        return
    picture.variables.setdefault(first.text, first.line)
    raised = follows(seen, place + 3, ")", "||", "raise")
    if seen[place].text == "fetch_env!" or raised:
        picture.required.add(first.text)


def _default(seen: tuple[Token, ...], place: int) -> tuple[int, int]:
    """The port that stands near the place where PORT is read, and its line; (0, line of PORT) for none."""
    for one in seen[place + 1 : place + 12]:
        if one.kind in {"string", "number"} and (number := _number(one.text)):
            return number, one.line
    return 0, seen[place].line


def _number(text: str) -> int:
    digits = text.replace("_", "")
    return int(digits) if re.fullmatch(r"\d{2,5}", digits) and int(digits) < 65536 else 0


def health_route(path: str) -> bool:
    """Whether a route's path is one that says whether the program is well."""
    return bool(_HEALTH.fullmatch(path))
