"""Reads Go by its tokens: where a program begins and listens, its routes, the variables and files it reads."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks.code import arguments, follows, tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.stacks.code import Token

_HEALTH = pattern(r"/(?:[\w-]+/)*_?(?:health|healthz|healthcheck|health-check|livez?|ready|readyz|ping|up|status)/?")
_ADDRESS = pattern(r"(|0\.0\.0\.0|\[::\]|localhost|127\.0\.0\.1|\[::1\]):(\d{2,5})")
_DIGITS = pattern(r":?(\d{2,5})")
_TAG = pattern(r'\benv:"([A-Z][A-Z0-9_]*)')
# How flag, pflag and their like declare a flag, and what the flag of the port is called.
_FLAG = pattern(r"(?:String|Int|Int32|Uint|Uint16|Uint32)(?:Var)?P?")
_PORT_FLAGS = frozenset({"port", "http-port", "listen-port", "server-port"})
_LISTEN = frozenset({"ListenAndServe", "ListenAndServeTLS", "ServeTLS"})
# Methods that listen in one framework and mean something else in another package.
FRAMEWORKS = {
    "github.com/gin-gonic/gin": ("Gin", "Run"),
    "github.com/labstack/echo": ("Echo", "Start"),
    "github.com/gofiber/fiber": ("Fiber", "Listen"),
    "github.com/kataras/iris": ("Iris", "Listen"),
    "github.com/astaxie/beego": ("Beego", "Run"),
    "github.com/beego/beego": ("Beego", "Run"),
}
_ROUTES = frozenset({"HandleFunc", "Handle", "Get", "GET", "Any", "All", "Path"})
_OPEN_WORDS = """
    ReadFile Open OpenFile ReadDir Dir DirFS ParseFiles ParseGlob LoadHTMLGlob LoadHTMLFiles Static StaticFile File
    ServeFile FileServer SendFile NewFileSystem Glob Stat
"""
_OPEN = frozenset(_OPEN_WORDS.split())
_SUBCOMMANDS = ("serve", "server", "start", "run", "web", "api", "http")
_CLI = ("github.com/spf13/cobra", "github.com/urfave/cli")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listens:
    """A call that binds a port: the address where it is literal."""

    line: int
    host: str = ""
    port: int | None = None


class Picture:
    """What one file says; lines are counted from 1, 0 is nowhere."""

    def __init__(self) -> None:
        self.package = ""
        self.main = 0
        self.imports: dict[str, int] = {}
        self.listens: list[Listens] = []
        self.addresses: list[Listens] = []
        self.port: tuple[int, int] | None = None  # default of the variable PORT (0: none is near), line
        self.flags: dict[str, tuple[int, int]] = {}  # of the port: default, line
        self.routes: list[tuple[str, int]] = []
        self.variables: dict[str, int] = {}
        self.opens: dict[str, int] = {}
        self.embeds: dict[str, int] = {}
        self.subcommands: dict[str, int] = {}
        self.endless = 0
        self.cgo = 0
        self.zones = 0

    @property
    def is_main(self) -> bool:
        return self.package == "main" and bool(self.main)

    @property
    def framework(self) -> tuple[str, str, int]:
        """Name, the method that listens, and the line of the import; empty without one."""
        for path, line in self.imports.items():
            for known, (name, method) in FRAMEWORKS.items():
                if path == known or path.startswith(f"{known}/"):
                    return name, method, line
        return "", "", 0


def parse(text: str) -> Picture:
    """The picture of one file; a file that is left out of every build is empty."""
    picture = Picture()
    if re.search(r"^//\s*(?:go:build|\+build)\s+ignore\b", text, re.MULTILINE):
        return picture
    for found in re.finditer(r"^//go:embed[ \t]+(.+)$", text, re.MULTILINE):
        for word in found[1].split():
            picture.embeds[word.strip('"`').removeprefix("all:")] = text.count("\n", 0, found.start()) + 1
    seen = tokens(text)
    for place, token in enumerate(seen):
        if token.kind == "name":
            _name(seen, place, picture)
        elif token.kind == "string":
            _string(seen, place, picture)
    return picture


def _string(seen: tuple[Token, ...], place: int, picture: Picture) -> None:
    token = seen[place]
    if token.text == "PORT" and not picture.port:
        picture.port = _default(seen, place)
    if address := _ADDRESS.fullmatch(token.text):
        picture.addresses.append(Listens(line=token.line, host=address[1], port=int(address[2])))
    if 'env:"' in token.text:
        for found in _TAG.finditer(token.text):
            picture.variables.setdefault(found[1], token.line)


def _name(seen: tuple[Token, ...], place: int, picture: Picture) -> None:
    token = seen[place]
    match token.text:
        case "package" if not picture.package and place + 1 < len(seen):
            picture.package = seen[place + 1].text
        case "import":
            _imports(seen, place + 1, picture)
        case "func" if follows(seen, place + 1, "main", "(", ")"):
            picture.main = token.line
        case "for" if follows(seen, place + 1, "{"):
            picture.endless = picture.endless or token.line
        case "select" if follows(seen, place + 1, "{", "}"):
            picture.endless = picture.endless or token.line
        case "signal" if follows(seen, place + 1, ".", "Notify") or follows(seen, place + 1, ".", "NotifyContext"):
            picture.endless = picture.endless or token.line
        case "Use" | "Name" if follows(seen, place + 1, ":") and place + 2 < len(seen):
            _subcommand(seen[place + 2], picture)
        case _ if follows(seen, place + 1, "("):
            _call(token, arguments(seen, place + 1), picture, method=bool(place) and seen[place - 1].text == ".")


def _imports(seen: tuple[Token, ...], place: int, picture: Picture) -> None:
    """`import "x"`, `import y "x"`, and a block of them."""
    block = follows(seen, place, "(")
    found = arguments(seen, place) if block else seen[place : place + 2]
    for token in found:
        if token.kind == "string":
            picture.imports.setdefault(token.text, token.line)
            if token.text == "C":
                picture.cgo = token.line
            if not block:
                return


def _subcommand(token: Token, picture: Picture) -> None:
    word = token.text.split(" ")[0]
    if token.kind == "string" and word in _SUBCOMMANDS and any(path.startswith(_CLI) for path in picture.imports):
        picture.subcommands.setdefault(word, token.line)


def _call(token: Token, given: tuple[Token, ...], picture: Picture, *, method: bool) -> None:
    strings = [one for one in given if one.kind == "string"]
    if token.text in {"Getenv", "LookupEnv"} and strings:
        picture.variables.setdefault(strings[0].text, token.line)
    elif method and (token.text in _LISTEN or token.text == picture.framework[1] or _binds(token, strings)):
        addresses = [found for one in strings if (found := _ADDRESS.fullmatch(one.text))]
        host, port = (addresses[0][1], int(addresses[0][2])) if addresses else ("", None)
        picture.listens.append(Listens(line=token.line, host=host, port=port))
    elif method and strings and _FLAG.fullmatch(token.text):
        _flag(given, picture)
    elif token.text == "LoadLocation":
        picture.zones = token.line
    elif token.text in _OPEN:
        for one in strings:
            picture.opens.setdefault(one.text, one.line)
    elif method and token.text in _ROUTES and strings and strings[0] is given[0]:
        path = strings[0].text.rpartition(" ")[2]  # since Go 1.22: "GET /path"
        if path.startswith("/"):
            picture.routes.append((path, token.line))


def _flag(given: tuple[Token, ...], picture: Picture) -> None:
    """`flag.Int("port", 8080, …)`; the default may be inside of a call that reads a variable."""
    for place, one in enumerate(given):
        if one.kind == "string" and one.text in _PORT_FLAGS:
            default = next((number for two in given[place + 1 :] if (number := _number(two))), 0)
            if default:  # without one it may be a logger's `zap.String("port", port)`
                picture.flags.setdefault(one.text, (default, one.line))


def _number(token: Token) -> int:
    """The port that a number or a string of digits is, 0 for none; a small number is more likely something else."""
    found = _DIGITS.fullmatch(token.text) if token.kind in {"string", "number"} else None
    number = int(found[1]) if found else 0
    return number if (79 if token.kind == "string" else 1023) < number < 65536 else 0


def _binds(token: Token, strings: list[Token]) -> bool:
    """`net.Listen("tcp", …)`."""
    return token.text == "Listen" and bool(strings) and strings[0].text.startswith("tcp")


def _default(seen: tuple[Token, ...], place: int) -> tuple[int, int]:
    """The number that stands near the place where PORT is read, and its line; (0, line of PORT) for none."""
    for one in seen[place + 1 : place + 40]:
        if number := _number(one):  # `10 * time.Second` is none
            return number, one.line
    return 0, seen[place].line


def health_route(path: str) -> bool:
    """Whether a route's path is one that says whether the program is well."""
    return bool(_HEALTH.fullmatch(path))
