"""Reads JavaScript and TypeScript by their tokens: where a program listens, its routes, the variables it reads."""

from __future__ import annotations

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks.javascript import variables
from bot.stacks.javascript.tokens import tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.stacks.javascript.tokens import Token

_HEALTH = pattern(r"/(?:[\w-]+/)*_?(?:health|healthz|healthcheck|health-check|livez?|ready|readyz|ping|up|status)/?")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_BEFORE_CALL = frozenset({".", ";", "{", "}", ")", "=", "await", "return", "=>", "?", ":", "&&", "||"})
_EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104  an address to compare with, nothing is bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Listens:
    """A call that binds a port: the literal one, None where it is computed."""

    line: int
    port: int | None = None
    port_line: int = 0
    host: str = ""


class Module:
    """What one file says, noted while its tokens are walked; lines are counted from 1."""

    def __init__(self) -> None:
        self.listens: list[Listens] = []
        self.routes: list[tuple[str, int]] = []
        self.variables: dict[str, int] = {}
        self.required: dict[str, int] = {}  # of the variables, those without which it does not start
        self.port: tuple[int, int] | None = None  # (default of the variable PORT, line)
        self.imports: dict[str, int] = {}
        self.sigterm = 0
        self.endless = 0
        self.bun = 0  # the line of the first thing that Bun alone has
        self.deno: dict[str, int] = {}  # what is taken of the name Deno
        # `export default`: a name, or `fetch` for an object that has one, and where whoever serves it is to listen
        self.exported: tuple[str, Listens] = ("", Listens(line=0))


def parse(text: str) -> Module:
    """The picture of one file."""
    found = tokens(text)
    module = Module()
    said = variables.read(found)
    module.variables, module.required = said.all, said.required
    constants: dict[str, tuple[Token, ...]] = {}
    for place, token in enumerate(found):
        if token.kind == "name":
            _names(found, place, module)
            _name(found, place, module, constants)
    return module


def _name(found: tuple[Token, ...], place: int, module: Module, constants: dict[str, tuple[Token, ...]]) -> None:
    token = found[place]
    after = [one.text for one in found[place + 1 : place + 5]]
    before = found[place - 1].text if place else ""
    match token.text:
        case "const" | "let" | "var" if len(after) > 1 and after[1] in {"=", ":"}:
            constants[after[0]] = _expression(found, place + 2)
        case "process" if (
            after[:1] == ["."] and after[1:3] in (["on", "("], ["once", "("]) and after[3:] == ["SIGTERM"]
        ):
            module.sigterm = module.sigterm or token.line
        case "listen" | "serve" | "startStandaloneServer" if after[:1] == ["("] and _is_call(found, place):
            module.listens.append(_listens(token.line, _arguments(found, place + 1), constants))
        case "get" | "all" | "use" if (
            before == "." and after[:1] == ["("] and len(after) > 1 and found[place + 2].kind == "string"
        ):
            module.routes.append((after[1], token.line))
        case "export" if after[:1] == ["default"]:
            module.exported = _exported(found, place + 2, token.line, constants)
        case "setInterval" if after[:1] == ["("]:
            module.endless = module.endless or token.line
        case "from" | "import" if place + 1 < len(found) and found[place + 1].kind == "string":
            module.imports.setdefault(after[0], token.line)
        case "require" | "import" if after[:1] == ["("] and len(after) > 1 and found[place + 2].kind == "string":
            module.imports.setdefault(after[1], token.line)


def _names(found: tuple[Token, ...], place: int, module: Module) -> None:
    """What belongs to one runtime alone."""
    token, after = found[place], found[place + 1 : place + 3]
    if len(after) > 1 and after[0].text == "." and after[1].kind == "name":
        if token.text == "Bun":
            module.bun = module.bun or token.line
        elif token.text == "Deno":
            module.deno.setdefault(after[1].text, token.line)
        if token.text in {"process", "Bun", "Deno"} and not module.port:
            module.port = _port(found, place)


def _port(found: tuple[Token, ...], place: int) -> tuple[int, int] | None:
    """What is taken where the variable PORT, read here, is not set."""
    after = [one.text for one in found[place + 1 : place + 7]]
    if after[:4] == [".", "env", ".", "PORT"]:
        return _default(found, place + 5)
    return _default(found, place + 7) if after == [".", "env", ".", "get", "(", "PORT"] else None


def _is_call(found: tuple[Token, ...], place: int) -> bool:
    """Whether a name before a parenthesis is called there, and neither declared nor imported."""
    before = found[place - 1] if place else None
    return before is None or before.line < found[place].line or before.text in _BEFORE_CALL


def _exported(
    found: tuple[Token, ...], place: int, line: int, constants: dict[str, tuple[Token, ...]]
) -> tuple[str, Listens]:
    first = found[place : place + 1]
    if first and first[0].text == "{":
        inner = _arguments(found, place)
        return "fetch" if any(one.text == "fetch" for one in inner) else "", _listens(line, inner, constants)
    return first[0].text if first and first[0].kind == "name" else "", Listens(line=line)


def _default(found: tuple[Token, ...], place: int) -> tuple[int, int] | None:
    """What follows `process.env.PORT`: the number after `||`, `??` or a comma (parseInt's base is none)."""
    while place < len(found) and found[place].text in {")", "||", "??"}:
        place += 1
    number = found[place] if place < len(found) and found[place - 1].text in {"||", "??"} else None
    return (int(number.text), number.line) if number and number.text.isdigit() and len(number.text) < 6 else None


def _expression(found: tuple[Token, ...], place: int) -> tuple[Token, ...]:
    """The tokens of an initialiser: to the end of its line, or to what ends it."""
    line = found[place].line
    end = place
    while end < len(found) and found[end].line == line and found[end].text != ";":
        end += 1
    return found[place:end]


def _arguments(found: tuple[Token, ...], opening: int) -> tuple[Token, ...]:
    """The tokens between a parenthesis and its partner; a function among them is left out."""
    depth = 0
    for place in range(opening, min(opening + 80, len(found))):
        text = found[place].text if found[place].kind == "punct" else ""
        if text == "=>" or found[place].text == "function":
            return found[opening + 1 : place]
        depth += (text in {"(", "[", "{"}) - (text in {")", "]", "}"})
        if not depth:
            return found[opening + 1 : place]
    return found[opening + 1 : opening + 80]


def _listens(line: int, arguments: tuple[Token, ...], constants: dict[str, tuple[Token, ...]]) -> Listens:
    known = [
        inner
        for token in arguments
        for inner in (constants.get(token.text, (token,)) if token.kind == "name" else (token,))
    ]
    numbers = [(int(one.text), one.line) for one in known if one.text.isdigit() and one.kind in {"number", "string"}]
    ports = [pair for pair in numbers if 0 < pair[0] < 65536]
    return Listens(
        line=line,
        port=ports[0][0] if ports else None,
        port_line=ports[0][1] if ports else 0,
        host=next((one.text for one in known if one.kind == "string" and one.text in _LOOPBACK | _EVERYWHERE), ""),
    )


def loopback(host: str) -> bool:
    return host in _LOOPBACK


def health_route(path: str) -> bool:
    """Whether a route's path is one that says whether the program is well."""
    return bool(_HEALTH.fullmatch(path))


def switched_off(text: str, name: str) -> int:
    """The line on which a configuration file sets a key to false, 0 where it does not."""
    found = tokens(text)
    places = zip(found, found[1:], found[2:], strict=False)
    return next(
        (key.line for key, sign, value in places if (key.text, sign.text, value.text) == (name, ":", "false")), 0
    )


def settings(text: str, *names: str) -> dict[str, tuple[str, int]]:
    """The string values that a configuration file gives to some keys, with their lines; computed ones are left out."""
    found = tokens(text)
    values: dict[str, tuple[str, int]] = {}
    for place, token in enumerate(found[:-2]):
        value = found[place + 2]
        if token.text in names and found[place + 1].text == ":" and value.kind == "string":
            values.setdefault(token.text, (value.text, value.line))
    return values
