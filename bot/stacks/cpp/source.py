"""Reads C and C++ by their tokens: where a program listens, how it ends, the variables and files it names."""

from __future__ import annotations

from bot.lazy import pattern
from bot.stacks.code import arguments, follows, tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.stacks.code import Token

_LISTEN = frozenset({"listen", "addListener", "MHD_start_daemon"})
_PORT = frozenset({"htons", "port", "endpoint", "listen", "addListener", "MHD_start_daemon"})
_ROUTES = frozenset({"Get", "CROW_ROUTE", "registerHandler"})
_FILE = pattern(r"[\w.-][\w./-]*\w")
_ENDLESS = (("while", "(", "true", ")"), ("while", "(", "1", ")"), ("for", "(", ";", ";", ")"))
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Picture:
    """What one file says; lines are counted from 1, 0 is nowhere."""

    def __init__(self) -> None:
        self.main = 0
        self.listens = 0
        self.loopback = 0
        self.ports: list[tuple[int, int]] = []
        self.port: tuple[int, int] | None = None  # the number near the place where PORT is read (0: none), line
        self.routes: list[tuple[str, int]] = []
        self.variables: dict[str, int] = {}
        self.strings: dict[str, int] = {}
        self.terminate = 0
        self.endless = 0


def parse(text: str) -> Picture:
    """The picture of one file."""
    picture = Picture()
    seen = tokens(text)
    for place, token in enumerate(seen):
        if token.kind == "string":
            if _FILE.fullmatch(token.text):
                picture.strings.setdefault(token.text, token.line)
        elif token.kind == "name":
            _name(seen, place, picture)
    return picture


def _name(seen: tuple[Token, ...], place: int, picture: Picture) -> None:
    token = seen[place]
    if token.text == "SIGTERM":
        picture.terminate = picture.terminate or token.line
    elif any(token.text == loop and follows(seen, place + 1, *rest) for loop, *rest in _ENDLESS):
        picture.endless = picture.endless or token.line
    elif follows(seen, place + 1, "("):
        _call(seen, place, arguments(seen, place + 1), picture)


def _call(seen: tuple[Token, ...], place: int, given: tuple[Token, ...], picture: Picture) -> None:
    token = seen[place]
    first = given[0] if given else token
    if token.text == "main":
        picture.main = picture.main or token.line
    elif token.text == "getenv" and first.kind == "string":
        picture.variables.setdefault(first.text, token.line)
        if first.text == "PORT" and not picture.port:
            picture.port = _default(seen, place)
    elif token.text in _ROUTES:
        path = next((one.text for one in given if one.kind == "string"), "")
        if path.startswith("/"):
            picture.routes.append((path, token.line))
    else:
        _bind(token, given, picture)


def _bind(token: Token, given: tuple[Token, ...], picture: Picture) -> None:
    if token.text in _LISTEN or (token.text == "port" and given and number(given[0])):
        picture.listens = picture.listens or token.line
        if any(one.kind == "string" and one.text in _LOOPBACK for one in given):
            picture.loopback = token.line
    if token.text in _PORT:
        picture.ports += ((found, one.line) for one in given if (found := number(one)))


def _default(seen: tuple[Token, ...], place: int) -> tuple[int, int]:
    """The port that stands near the place where PORT is read, and its line; (0, that line) for none."""
    for one in seen[place + 1 : place + 40]:
        if found := number(one):
            return found, one.line
    return 0, seen[place].line


def number(token: Token) -> int:
    """The port that a number or a string of digits is, 0 for none."""
    digits = token.text if token.kind in {"string", "number"} and len(token.text) < 6 else ""
    found = int(digits) if digits.isdecimal() else 0
    return found if 1023 < found < 65536 else 0
