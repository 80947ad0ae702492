"""Reads as much YAML as platform, compose and CI files are written in, each value with its line; it never fails.

Written by hand because a full parser costs more than all of a command's start, resolves tags that nobody here wants,
and keeps no lines. What this does not know (tags, complex keys, a second document) is left out, and nothing is guessed.
"""

from __future__ import annotations

from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 40
LONGEST = 6_000  # lines; what is longer is data
_KEY = pattern(r"(?P<key>\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\s\"'#\[{&*!|>%@`-][^:#]*|-[^\s:#][^:#]*|<<)\s*:(?:\s+|$)")
_ANCHOR = pattern(r"&([\w.-]+)\s*")
_COMMENT = pattern(r"(?:^|\s)#.*$")
_TOKEN = pattern(
    r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\[\]{},]|:(?=[\s,\[\]{}]|$)|[^\s,\[\]{}:\"'][^,\[\]{}:]*(?::(?!\s)[^,\[\]{}:]+)*|."
)


class Node:
    """A value as written: `text` of a scalar, `items` of a list, `fields` of a mapping; `line` is counted from 1."""

    __slots__ = ("fields", "items", "line", "text")

    def __init__(self, line: int, text: str = "") -> None:
        self.line = line
        self.text = text
        self.items: list[Node] = []
        self.fields: dict[str, Node] = {}

    def get(self, *keys: str) -> Node:
        """The value at the end of some keys, an empty one where there is none."""
        node = self
        for key in keys:
            node = node.fields.get(key, _NOTHING)
        return node

    def __bool__(self) -> bool:
        return bool(self.text or self.items or self.fields)


_NOTHING = Node(0)


def parse(source: str) -> Node:
    """The first document of a file."""
    lines = source.split("\n")[:LONGEST]
    start = next((number for number, line in enumerate(lines) if line.rstrip() == "---"), -1) + 1
    if any(_meaningful(line) and not line.startswith("%") for line in lines[: start - 1]):
        start = 0
    end = next((number for number in range(start, len(lines)) if lines[number].rstrip() in {"---", "..."}), len(lines))
    return _Reader(lines[:end], start).block(0, 0)


def _meaningful(line: str) -> bool:
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class _Reader:
    """Walks the lines of one document; each method leaves `place` behind what it read."""

    def __init__(self, lines: list[str], place: int) -> None:
        self._lines = lines
        self._place = place
        self._anchors: dict[str, Node] = {}

    def _next(self) -> int:
        """The indent of the next line that says something, -1 at the end."""
        while self._place < len(self._lines):
            if _meaningful(self._lines[self._place]):
                return _indent(self._lines[self._place])
            self._place += 1
        return -1

    def block(self, least: int, depth: int) -> Node:
        """The list or mapping that begins on the next line, if it stands at least so deep."""
        indent = self._next()
        node = Node(self._place + 1)
        if indent < least or depth > DEEPEST:
            return node
        while self._next() == indent:
            line = self._lines[self._place].strip()
            if line == "-" or line.startswith("- "):
                if node.fields:
                    break
                node.items.append(self._item(indent, depth))
            elif node.items or not self._field(node, indent, depth):
                break
        while self._next() > indent or (not node and self._next() == indent):
            self._place += 1  # what is not understood
        return node

    def _item(self, indent: int, depth: int) -> Node:
        """One item of a list; a mapping may begin on the very line of its dash."""
        line = self._lines[self._place]
        rest = line.strip()[1:].lstrip(" ")
        if rest and _KEY.match(rest) and not rest.startswith(("{", "[")):
            self._lines[self._place] = " " * (len(line) - len(line.lstrip(" ")[1:].lstrip(" "))) + rest
            return self.block(indent + 1, depth + 1)
        return self._value(rest, indent, depth)

    def _field(self, node: Node, indent: int, depth: int) -> bool:
        line = self._lines[self._place].strip()
        found = _KEY.match(line)
        if not found:
            return False
        number = self._place + 1
        value = self._value(line[found.end() :], indent, depth)
        if not value.items and not value.fields:
            value.line = number  # one that is empty or plain is cited by its key
        key = _plain(found["key"])
        if key == "<<":
            for name, inherited in value.fields.items():
                node.fields.setdefault(name, inherited)
        else:
            node.fields[key] = value
        return True

    def _value(self, text: str, indent: int, depth: int) -> Node:
        """What follows a key or a dash, on its line and below."""
        number = self._place + 1
        anchor = _ANCHOR.match(text)
        text = text[anchor.end() :] if anchor else text
        self._place += 1
        if text[:1] in {"|", ">"}:
            value = Node(number, self._literal(indent, folded=text[0] == ">"))
        elif text[:1] in {"{", "["}:
            value = self._flow(text, number)
        elif text[:1] == "*":
            return self._anchors.get(_COMMENT.sub("", text)[1:].strip(), Node(number))
        elif bare := _COMMENT.sub("", text).strip():
            value = Node(number, self._continued(bare, indent))
        else:
            sequel = self._place < len(self._lines) and self._next() == indent and self._dash()
            value = self.block(indent if sequel else indent + 1, depth + 1)
        if anchor:
            self._anchors[anchor[1]] = value
        return value

    def _dash(self) -> bool:
        return self._lines[self._place].lstrip().startswith("- ")

    def _literal(self, indent: int, *, folded: bool) -> str:
        """The lines of a block scalar, all that stand deeper than its key."""
        found: list[str] = []
        while self._place < len(self._lines):
            line = self._lines[self._place]
            if line.strip() and _indent(line) <= indent:
                break
            found.append(line.strip())
            self._place += 1
        return (" " if folded else "\n").join(found).strip()

    def _continued(self, text: str, indent: int) -> str:
        """A scalar that goes on below its first line."""
        quoted = text[0] in "\"'" and (len(text) == 1 or text[-1] != text[0])
        parts = [text]
        while self._next() > indent and (quoted or not _KEY.match(self._lines[self._place].strip())):
            parts.append(self._lines[self._place].strip())
            self._place += 1
            if quoted and parts[-1].endswith(text[0]):
                break
        return _plain(" ".join(parts))

    def _flow(self, text: str, number: int) -> Node:
        """A list or mapping in brackets, which may go on over a few lines."""
        while _open(text) and self._place < len(self._lines) and self._place < number + 60:
            text += " " + self._lines[self._place].strip()
            self._place += 1
        return _flow(iter(_TOKEN.findall(_COMMENT.sub("", text))), number, 0)


def _open(text: str) -> bool:
    tokens = _TOKEN.findall(text)
    return sum(piece in {"[", "{"} for piece in tokens) > sum(piece in {"]", "}"} for piece in tokens)


def _flow(tokens: Iterator[str], line: int, depth: int, opening: str = "") -> Node:
    """What stands between brackets; the first piece is the bracket itself where `opening` is not given."""
    opening = opening or next(tokens, "")
    node = Node(line)
    key, value = "", Node(line)
    for piece in tokens:
        if piece in {"]", "}"} or depth > DEEPEST:
            break
        if piece in {"[", "{"}:
            value = _flow(tokens, line, depth + 1, piece)
        elif piece == ":":
            key, value = value.text, Node(line)
        elif piece == ",":
            _put(node, opening, key, value)
            key, value = "", Node(line)
        elif piece.strip():
            value = Node(line, _plain(piece.strip()))
    _put(node, opening, key, value)
    return node


def _put(node: Node, opening: str, key: str, value: Node) -> None:
    if opening == "{" and (key or value.text):
        node.fields[key or value.text] = value if key else Node(node.line)
    elif opening == "[" and value:
        node.items.append(value)


def _plain(text: str) -> str:
    """A scalar without its quotes."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        inner = text[1:-1]
        return inner.replace("''", "'") if text[0] == "'" else inner.replace('\\"', '"').replace("\\n", "\n")
    return text
