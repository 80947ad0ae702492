"""Finds the environment variables that code reads, and which of them it cannot do without."""

from __future__ import annotations

from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.javascript.tokens import Token

    Tokens = tuple[Token, ...]

_NAME = pattern(r"[A-Z][A-Z0-9_]+")
_WORD = pattern(r"[A-Za-z_]\w*")
_REFUSES = pattern(r"(?i)(?:fail|throw|raise|missing|panic|required|die|abort)\w*")
_DEMANDS = pattern(r"(?:require|must|ensure|assert|need)\w*[eE]nv\w*|env(?:OrThrow|Required)|getOrThrow|mandatoryEnv")
_ASSERTS = frozenset({"assert", "invariant", "ok"})
_ENVALID = frozenset({"str", "bool", "num", "email", "host", "port", "url", "json", "makeValidator"})
_BUNDLERS = frozenset({"MODE", "DEV", "PROD", "SSR", "BASE_URL"})
_SPARED = frozenset({"optional", "default", "nullish", "catch", "prefault", "preprocess", "any", "unknown", "boolean"})
_REACH = 40  # tokens of a statement that are looked at


class Read:
    """What one file says: name → the line where it was read first; those in `required` have no default."""

    def __init__(self) -> None:
        self.all: dict[str, int] = {}
        self.required: dict[str, int] = {}

    def note(self, name: str, line: int, *, required: bool) -> None:
        self.all.setdefault(name, line)
        if required:
            self.required.setdefault(name, self.all[name])


def read(found: Tokens) -> Read:
    """Walks the tokens once for the places that name variables, and looks around each of them."""
    said = Read()
    named: dict[str, str] = {}  # a constant → the variable that it holds
    schemas = _takes_all(found)
    for place, token in enumerate(found):
        if token.kind not in {"name", "string"}:
            continue
        if access := _access(found, place):
            name, end = access
            said.note(name, token.line, required=_refused(found, end) or _asserted(found, place))
            if place > 1 and found[place - 1].text == "=":
                named[found[place - 2].text] = name
        elif token.text == "if":
            for name in _checked(found, place, named):
                said.note(name, token.line, required=True)
        elif name := _demanded(found, place):
            said.note(name, token.line, required=True)
        elif _NAME.fullmatch(token.text):
            entry = _entry(found, place, schemas=schemas)
            if entry is not None:
                said.note(token.text, token.line, required=entry)
    return said


def _texts(found: Tokens, place: int, count: int) -> list[str]:
    return [one.text for one in found[place : place + count]]


def _access(found: Tokens, place: int) -> tuple[str, int] | None:
    """The variable that is read here, and where the reading ends: `process.env.X`, `Deno.env.get("X")` …"""
    owner, *rest = (*_texts(found, place, 7), *[""] * 7)[:7]
    if (owner, *rest[:5]) == ("import", ".", "meta", ".", "env", "."):
        return (rest[5], place + 7) if _NAME.fullmatch(rest[5]) and rest[5] not in _BUNDLERS else None
    if owner not in {"process", "Bun", "Deno"} or rest[:2] != [".", "env"]:
        return None
    if rest[2:5] == [".", "get", "("]:
        name = found[place + 6 : place + 7]
        return (name[0].text, place + 8) if name and name[0].kind == "string" else None
    if rest[2] == "." and _WORD.fullmatch(rest[3]):
        return rest[3], place + 5
    if rest[2] == "[" and place + 4 < len(found) and found[place + 4].kind == "string":
        return rest[3], place + 6
    return None


def _refused(found: Tokens, end: int) -> bool:
    """Whether `??` or `||` behind a reading leads to a throw, and to no value."""
    while _texts(found, end, 1) in (["!"], [")"]):
        end += 1
    if _texts(found, end, 1) not in (["??"], ["||"]):
        return False
    for place in range(end + 1, min(end + 12, len(found))):
        one = found[place]
        if one.kind in {"string", "number", "template"} or one.text == ";":
            return False
        if one.text == "throw" or (_REFUSES.fullmatch(one.text) and _texts(found, place + 1, 1) == ["("]):
            return True
    return False


def _asserted(found: Tokens, place: int) -> bool:
    return place > 1 and found[place - 1].text == "(" and found[place - 2].text in _ASSERTS


def _checked(found: Tokens, place: int, named: dict[str, str]) -> Iterator[str]:
    """The variables of `if (!A || !B) throw …`; with `&&` none of them alone is needed."""
    end, negated = place + 2, []
    depth = 1
    while end < min(place + _REACH, len(found)) and depth:
        text = found[end].text if found[end].kind == "punct" else ""
        if text == "&&":
            return
        depth += (text == "(") - (text == ")")
        if text == "!":
            access = _access(found, end + 1)
            negated.append(access[0] if access else named.get("".join(_texts(found, end + 1, 1)), ""))
        end += 1
    if negated and _throws(found, end):
        yield from (name for name in negated if name)


def _throws(found: Tokens, place: int) -> bool:
    """Whether the statement or block that begins here throws, or ends the program."""
    block = _texts(found, place, 1) == ["{"]
    for at in range(place, min(place + _REACH, len(found))):
        text = found[at].text
        if text == "throw" or _texts(found, at, 3) == ["process", ".", "exit"]:
            return True
        if text == ("}" if block else ";") and found[at].kind == "punct":
            return False
    return False


def _demanded(found: Tokens, place: int) -> str:
    """The variable of `requireEnv("X")`, `config.getOrThrow<string>("X")` or `env.get("X").required()`, else ""."""
    start = place + 1
    if _texts(found, start, 1) == ["<"]:
        start += 3
    called = found[start : start + 2]
    if len(called) < 2 or called[0].text != "(" or called[1].kind != "string" or not _NAME.fullmatch(called[1].text):
        return ""
    chained = found[place].text == "get" and _texts(found, start + 3, 2) == [".", "required"]
    return called[1].text if chained or _DEMANDS.fullmatch(found[place].text) else ""


def _takes_all(found: Tokens) -> bool:
    """Whether the environment as a whole is handed to something, such as a schema."""
    places = (place for place, one in enumerate(found) if one.text == "env" and place > 1)
    return any(
        _texts(found, place - 2, 2) == ["process", "."] and _texts(found, place + 1, 1) not in (["."], ["["])
        for place in places
    )


def _entry(found: Tokens, place: int, *, schemas: bool) -> bool | None:
    """Whether `X: z.string()` (or envalid's, Joi's, Adonis's way to say it) is required; None for no such entry."""
    if _texts(found, place + 1, 1) != [":"]:
        return None
    kind, sign, word = (*_texts(found, place + 2, 3), "", "", "")[:3]
    words = {one.text for one in _value(found, place + 2)}
    if schemas and (kind, sign) in {("z", "."), ("v", ".")}:
        return not words & _SPARED
    if kind in {"Joi", "joi"} and sign == ".":
        return "required" in words
    if (kind, sign, word) == ("Env", ".", "schema"):
        return "optional" not in words
    if schemas and kind in _ENVALID and sign == "(":
        return "default" not in words
    return None


def _value(found: Tokens, place: int) -> Iterator[Token]:
    """The tokens up to the comma or bracket that ends an entry."""
    depth = 0
    for one in found[place : place + _REACH * 2]:
        if one.kind == "punct":
            depth += (one.text in {"(", "[", "{"}) - (one.text in {")", "]", "}"})
            if depth < 0 or (one.text == "," and not depth):
                return
        yield one
