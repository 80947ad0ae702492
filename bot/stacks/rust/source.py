"""Reads Rust by its tokens: where a program listens, how it ends, its routes, the variables and files it names."""

from __future__ import annotations

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks.code import arguments, follows, tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.stacks.code import Token

_HEALTH = pattern(r"/(?:[\w-]+/)*_?(?:health|healthz|healthcheck|health-check|livez?|ready|readyz|ping|up|status)/?")
_ADDRESS = pattern(r"(0\.0\.0\.0|\[::\]|localhost|127\.0\.0\.1|\[::1\]):(\d{2,5})")
_PATH = pattern(r"[\w.-][\w./ -]*[\w*/]")
_ROUTES = frozenset({"route", "get", "resource", "at", "head"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address that the code names, or the port in a tuple that is bound."""

    line: int
    host: str
    port: int


class Picture:
    """What one file says; lines are counted from 1, 0 is nowhere."""

    def __init__(self) -> None:
        self.binds = 0
        self.addresses: list[Address] = []
        self.port: tuple[int, int] | None = None  # the number near the place where PORT is read (0: none), line
        self.routes: list[tuple[str, int]] = []
        self.variables: dict[str, int] = {}
        self.strings: dict[str, int] = {}
        self.terminate = 0
        self.interrupt = 0
        self.endless = 0
        self.rocket = 0


def parse(text: str) -> Picture:
    """The picture of one file."""
    picture = Picture()
    seen = tokens(text)
    compiled = 0  # up to where a macro takes files while it is compiled
    for place, token in enumerate(seen):
        if token.text.startswith("include") and follows(seen, place + 1, "!", "("):
            compiled = place + 3 + len(arguments(seen, place + 2))
        if token.kind == "string" and place >= compiled:
            _string(seen, place, picture)
        elif token.kind == "name":
            _name(seen, place, picture)
    return picture


def _string(seen: tuple[Token, ...], place: int, picture: Picture) -> None:
    token = seen[place]
    if token.text == "PORT" and not picture.port:
        picture.port = _default(seen, place)
    if address := _ADDRESS.fullmatch(token.text):
        picture.addresses.append(Address(line=token.line, host=address[1], port=int(address[2])))
    elif _PATH.fullmatch(token.text) and len(token.text) < 200:
        picture.strings.setdefault(token.text, token.line)


def _default(seen: tuple[Token, ...], place: int) -> tuple[int, int]:
    """The port that stands near the place where PORT is read, and its line; (0, line of PORT) for none."""
    for one in seen[place + 1 : place + 40]:
        if number := _port(one):
            return number, one.line
    return 0, seen[place].line


def _port(token: Token) -> int:
    """The port that a number (also with its type, `3000u16`) or a string of digits is, 0 for none."""
    digits = token.text.partition("u")[0].replace("_", "")
    number = int(digits) if token.kind in {"string", "number"} and digits.isdecimal() and len(digits) < 6 else 0
    return number if 1023 < number < 65536 else 0


def _name(seen: tuple[Token, ...], place: int, picture: Picture) -> None:
    token = seen[place]
    match token.text:
        case "bind" | "bind_rustls" | "run" | "from" | "new" if follows(seen, place + 1, "("):
            _bind(token, seen[max(0, place - 2) : place], arguments(seen, place + 1), picture)
        case "ctrl_c":
            picture.interrupt = token.line
        case "terminate" | "SIGTERM":
            picture.terminate = token.line
        case "loop" if follows(seen, place + 1, "{"):
            picture.endless = picture.endless or token.line
        case "launch" if follows(seen, place + 1, "]"):
            picture.rocket = token.line
        case "rocket" if follows(seen, place + 1, "::", "build"):
            picture.rocket = token.line
        case _ if follows(seen, place + 1, "(") and place + 2 < len(seen):
            _call(token, seen[place + 2], picture)


def _call(token: Token, first: Token, picture: Picture) -> None:
    """What a call's first argument says where it is a string: a variable, a route."""
    if first.kind != "string":
        return
    if token.text in {"var", "var_os"}:
        picture.variables.setdefault(first.text, token.line)
    elif token.text in _ROUTES and first.text.startswith("/"):
        picture.routes.append((first.text, token.line))


def _bind(token: Token, before: tuple[Token, ...], given: tuple[Token, ...], picture: Picture) -> None:
    """`.bind(…)`, `TcpListener::bind(…)`, warp's `.run(([0, 0, 0, 0], 3030))`, `SocketAddr::from(…)` and `new`."""
    owner = before[0].text if len(before) == 2 and before[1].text == "::" else ""
    method = bool(before) and before[-1].text == "."
    ports = [(number, one.line) for one in given if one.kind == "number" and (number := _port(one))]
    named = token.text.startswith("bind") and (method or owner == "TcpListener")
    if named or (token.text == "run" and method and ports and given[0].text in {"(", "["}):
        picture.binds = picture.binds or token.line
    elif owner != "SocketAddr":
        return
    if ports:
        host = next((one.text for one in given if one.kind == "string"), "")
        numbers = "".join(one.text for one in given[:12])
        loopback = host in {"127.0.0.1", "localhost"} or "[127,0,0,1]" in numbers
        host = "127.0.0.1" if loopback else host
        picture.addresses.append(Address(line=ports[0][1], host=host, port=ports[0][0]))


def health_route(path: str) -> bool:
    """Whether a route's path is one that says whether the program is well."""
    return bool(_HEALTH.fullmatch(path))
