"""Reads C# and F# by their tokens: where a program listens, whether it ends, its routes and the variables it reads."""

from __future__ import annotations

import re

from bot.lazy import pattern
from bot.stacks.code import LIMIT, Token, arguments, follows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# What is never closed reaches to the end (of the line, for a plain string), so that no start is looked at twice.
_SCAN = pattern(
    r"(?P<space>\s+|//[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<raw>\$*(?P<quotes>\"{3,}).*?(?:(?P=quotes)|\Z))"
    r"|(?P<verbatim>(?:\$@|@\$|@)\"(?:[^\"]|\"\")*(?:\"|\Z))"
    r"|(?P<string>\$?\"(?:[^\"\\\n]|\\.)*\"?)"
    r"|(?P<char>'(?:[^'\\\n]|\\[^\n]{1,9}?)')"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<punct>::|=>|\?\?|&&|\|\||[=!<>]=|.)",
    re.DOTALL,
)
_FSHARP = pattern(r"\(\*(?!\)).*?(?:\*\)|\Z)", re.DOTALL)
_ADDRESS = pattern(r"https?://([^/:{}\s]+|\[[0-9a-f:]*\]):(\d{2,5})(?:[/;].*)?")
_HEALTH = pattern(r"/(?:[\w-]+/)*_?(?:health|healthz|healthcheck|health-check|livez?|ready|readyz|ping|up|status)/?")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
# The builders that read the program's arguments where they are given to them.
_BUILDERS = frozenset({"CreateBuilder", "CreateSlimBuilder", "CreateDefaultBuilder", "CreateApplicationBuilder"})
_WEB = frozenset({"WebApplication", "WebHost", "ConfigureWebHostDefaults", "ConfigureWebHost"})
_HOSTED = frozenset({"AddHostedService", "BackgroundService", "IHostedService"})
_BOUND = frozenset({"Run", "RunAsync", "UseUrls", "Add"})  # Add of Urls and of Prefixes
_PORTS = frozenset({"ListenAnyIP", "ListenLocalhost", "Listen", "TcpListener"})
_ROUTES = frozenset({"MapGet", "MapHealthChecks", "UseHealthChecks", "MapFallback"})


class Picture:
    """What one file says; lines are counted from 1, 0 is nowhere."""

    def __init__(self) -> None:
        self.addresses: list[tuple[str, int, int]] = []  # host, port, line
        self.port: tuple[int, int] | None = None  # the number near the place where PORT is read (0: none), line
        self.listener = 0  # of its own, without a framework
        self.takes = 0  # where a builder is given the program's arguments
        self.web = 0
        self.hosted = 0
        self.endless = 0
        self.routes: list[tuple[str, int]] = []
        self.variables: dict[str, int] = {}
        self.required: set[str] = set()
        self.connections: dict[str, int] = {}


def tokens(source: str, *, fsharp: bool = False) -> tuple[Token, ...]:
    """All tokens but white space and comments."""
    text = source[:LIMIT]
    if fsharp:  # a comment is left as its line ends
        text = _FSHARP.sub(lambda found: "\n" * found[0].count("\n"), text)
    return tuple(_scan(text))


def _scan(source: str) -> Iterator[Token]:
    line = 1
    for found in _SCAN.finditer(source):
        kind, text = found.lastgroup or "", found[0]
        if kind in {"raw", "quotes", "verbatim", "string"}:
            yield Token("string", text.lstrip("$@").strip('"'), line)
        elif kind != "space":
            yield Token(kind, text, line)
        line += text.count("\n")


def parse(text: str, *, fsharp: bool = False) -> Picture:
    """The picture of one file."""
    picture = Picture()
    seen = tokens(text, fsharp=fsharp)
    for place, token in enumerate(seen):
        if token.kind == "name":
            _name(seen, place, picture)
            _called(seen, place, picture)
        elif token.kind == "string" and token.text == "PORT" and not picture.port:
            picture.port = _default(seen, place)
    return picture


def _name(seen: tuple[Token, ...], place: int, picture: Picture) -> None:
    token = seen[place]
    if token.text in _WEB:
        picture.web = picture.web or token.line
    elif token.text in _HOSTED:
        picture.hosted = picture.hosted or token.line
    elif token.text == "HttpListener":
        picture.listener = picture.listener or token.line
    elif token.text == "while" and (follows(seen, place + 1, "(", "true", ")") or follows(seen, place + 1, "true")):
        picture.endless = picture.endless or token.line


def _called(seen: tuple[Token, ...], place: int, picture: Picture) -> None:
    """What a call says: its name is at `place`."""
    token = seen[place]
    if follows(seen, place + 1, "("):
        given = arguments(seen, place + 1)
        end = place + len(given) + 3
    else:  # F# leaves the parentheses out
        given = seen[place + 1 : place + 2]
        end = place + 2
    first = given[0] if given else Token("punct", "", token.line)
    if token.text in _BUILDERS and first.kind == "name":
        picture.takes = picture.takes or token.line
    elif token.text in _PORTS:
        _listens(token, given, picture)
    elif token.text in {"Delay", "Sleep"}:
        if "".join(one.text for one in given[:3]) in {"-1", "Timeout.Infinite", "Timeout.InfiniteTimeSpan"}:
            picture.endless = picture.endless or token.line
    elif first.kind == "string":
        _word(token, first, picture, thrown=follows(seen, end, "??", "throw"))


def _listens(token: Token, given: tuple[Token, ...], picture: Picture) -> None:
    port = next((int(one.text) for one in given if one.kind == "number" and re.fullmatch(r"\d{2,5}", one.text)), 0)
    loopback = token.text == "ListenLocalhost" or any(one.text == "Loopback" for one in given)
    if token.text == "TcpListener":
        picture.listener = picture.listener or token.line
    if port:
        picture.addresses.append(("localhost" if loopback else "*", port, token.line))


def _word(token: Token, first: Token, picture: Picture, *, thrown: bool) -> None:
    """A call whose first argument is a string; `thrown` where nothing is an error."""
    name = token.text
    if name == "GetEnvironmentVariable":
        picture.variables.setdefault(first.text, first.line)
        if thrown:
            picture.required.add(first.text)
    elif name == "GetConnectionString":
        picture.connections.setdefault(first.text, first.line)
    elif name in _ROUTES and first.text.startswith("/"):
        picture.routes.append((first.text, first.line))
    elif name in _BOUND and (found := _ADDRESS.fullmatch(first.text)):
        picture.addresses.append((found[1], int(found[2]), token.line))


def _default(seen: tuple[Token, ...], place: int) -> tuple[int, int]:
    """The port that stands near the place where PORT is read, and its line; (0, line of PORT) for none."""
    for one in seen[place + 1 : place + 25]:
        if one.kind in {"string", "number"} and re.fullmatch(r"\d{4,5}", one.text):
            return int(one.text), one.line
    return 0, seen[place].line


def loopback(host: str) -> bool:
    return host in _LOOPBACK


def health_route(path: str) -> bool:
    """Whether a route's path is one that says whether the program is well."""
    return bool(_HEALTH.fullmatch(path))
