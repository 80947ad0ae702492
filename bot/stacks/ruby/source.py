"""Cuts Ruby into tokens, so that no string or comment is taken for code, and says what a file reads, calls and is."""

from __future__ import annotations

import itertools
import re

from bot.frozen import dataclass
from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 200_000  # characters; nobody writes a longer file
# What is never closed reaches to the end, so that no start of it is looked at twice.
_SCAN = pattern(
    r"(?P<space>[^\S\n]+|\#[^\n]*|\n=begin\b.*?(?:\n=end\b[^\n]*|\Z)|\n__END__.*)"
    r"|(?P<break>\n)"
    r"|(?P<heredoc><<[~-](?P<quote>['\"]?)(?P<mark>[A-Z_]\w*)(?P=quote)(?P<rest>[^\n]*)\n.*?(?:^[ \t]*(?P=mark)\b|\Z))"
    r"|(?P<words>%[wWiI](?:\[[^\]]*(?:\]|\Z)|\([^)]*(?:\)|\Z)|\{[^}]*(?:\}|\Z)))"
    r"|(?P<string>'(?:[^'\\]|\\.)*(?:'|\\?\Z)|\"(?:[^\"\\]|\\.)*(?:\"|\\?\Z))"
    r"|(?P<symbol>:(?:\"[^\"\n]*\"|[A-Za-z_]\w*[?!]?))"
    r"|(?P<name>[@$]?[A-Za-z_]\w*[?!]?)"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<punct>::|=>|&\.|\|\||&&|[=!<>]=|=~|.)",
    re.DOTALL | re.MULTILINE,
)
_REGEX = pattern(r"/(?:[^/\\\n]|\\.)*/[a-z]*")
_BEFORE = frozenset({"(", ",", "=", "=~", "[", "{", "|", "&&", "||", "if", "unless", "when", "and", "or", "not", "=>"})
_UPPER = pattern(r"[A-Z][A-Z0-9_]*")


class Token:
    """`text` is what stands between quotes, or a symbol's name; a `break` ends a line."""

    __slots__ = ("kind", "line", "text")

    def __init__(self, kind: str, text: str, line: int) -> None:
        self.kind = kind
        self.text = text
        self.line = line


def tokens(source: str) -> tuple[Token, ...]:
    """All tokens but white space and comments; `%w[a b]` is a string for each word."""
    return tuple(_scan(source[:LIMIT].replace("\r\n", "\n")))


def _scan(source: str) -> Iterator[Token]:
    line, place, before = 1, 0, "("
    while place < len(source):
        found = _REGEX.match(source, place) if source[place] == "/" and before in _BEFORE else None
        if found is None:
            found = _SCAN.match(source, place)
            assert found  # noqa: S101  the last alternatives are any character
            for token in _made(found, line):
                before = token.text if token.kind != "string" else ""
                yield token
        place = found.end()
        line += found[0].count("\n")


def _made(found: re.Match[str], line: int) -> Iterator[Token]:
    text = found[0]
    if found["string"] is not None:
        yield Token(kind="string", text=text[1:-1], line=line)
    elif found["words"] is not None:
        yield from (Token(kind="string", text=one, line=line) for one in text[3:-1].split())
    elif found["heredoc"] is not None:
        yield Token(kind="string", text="", line=line)
        yield from (Token(kind="punct", text=one, line=line) for one in found["rest"].split())
    elif found["symbol"] is not None:
        yield Token(kind="symbol", text=text[1:].strip('"'), line=line)
    elif found["space"] is None:
        kind = next(name for name in ("break", "name", "number", "punct") if found[name] is not None)
        yield Token(kind=kind, text=text, line=line)


def statements(source: str) -> Iterator[tuple[Token, ...]]:
    """Lines that belong together: one that ends in a comma or an opening bracket goes on."""
    held: list[Token] = []
    for token in tokens(source):
        if token.kind != "break":
            held.append(token)
        elif held and held[-1].text not in {",", "(", "[", "=>"}:
            yield tuple(held)
            held = []
    if held:
        yield tuple(held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Variables of the environment, those without a default, and names and strings, each with its line."""

    variables: dict[str, int]
    required: dict[str, int]
    names: dict[str, int]
    found: tuple[Token, ...]

    @property
    def endless(self) -> bool:
        """`loop do`, `while true`, and a bot that listens."""
        texts = [token.text for token in self.found if token.kind != "string"]
        pairs = set(itertools.pairwise(texts))
        return bool(pairs & {("loop", "do"), ("loop", "{"), ("while", "true")})


def read(source: str) -> Read:
    """Everything that is asked of one file."""
    found = tuple(token for token in tokens(source) if token.kind != "break")
    names: dict[str, int] = {}
    variables: dict[str, int] = {}
    required: dict[str, int] = {}
    for place, token in enumerate(found):
        if token.kind == "name":
            names.setdefault(token.text, token.line)
        if token.kind == "name" and token.text == "ENV":
            for name, line, needed in _variable(found[place + 1 : place + 8]):
                variables.setdefault(name, line)
                if needed:
                    required.setdefault(name, line)
    return Read(variables=variables, required=required, names=names, found=found)


def _variable(after: tuple[Token, ...]) -> Iterator[tuple[str, int, bool]]:
    """`ENV["X"]` and `ENV.fetch("X", …)`; `ENV.fetch("X")` without a block fails where it is missing."""
    texts = [token.text for token in after]
    if texts[:1] == ["["] and after[1:2] and after[1].kind == "string" and _UPPER.fullmatch(texts[1]):
        yield texts[1], after[1].line, False
    if texts[:3] == [".", "fetch", "("] and after[3:4] and after[3].kind == "string" and _UPPER.fullmatch(texts[3]):
        needed = texts[4:5] == [")"] and texts[5:6] not in (["{"], ["do"])
        yield texts[3], after[3].line, needed
