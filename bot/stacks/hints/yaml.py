"""Reads YAML into nodes that know their lines, by PyYAML's events: nothing is resolved, constructed or nested too deep.

What does not parse ends the document there: what stood before it counts.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DEEPEST = 40
LONGEST = 6_000  # lines; what is longer is data


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
    import yaml

    building = _Building()
    text = "\n".join(source.split("\n")[:LONGEST])
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CLoader", yaml.Loader)):
            if isinstance(event, yaml.DocumentEndEvent) or not building.take(event):
                break
    except (yaml.YAMLError, ValueError):  # ValueError: a number in a directive, or an escape, that is no character
        pass
    return building.root


class _Building:
    """The document as it grows, without recursion: `_open` are the collections that have not ended yet."""

    def __init__(self) -> None:
        self.root = Node(1)
        self._open: list[tuple[Node, bool]] = []  # and whether it is a mapping
        self._keys: list[Node | None] = []  # the key of each open collection that waits for its value
        self._anchors: dict[str, Node] = {}

    def take(self, event: Any) -> bool:
        """One event of the parser; False where it is nested deeper than anything that is written by hand."""
        kind = type(event).__name__
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._open.pop()
            self._keys.pop()
        elif kind == "AliasEvent":
            self._put(self._anchors.get(event.anchor, Node(event.start_mark.line + 1)))
        elif kind in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent"):
            node = Node(event.start_mark.line + 1, event.value.strip() if kind == "ScalarEvent" else "")
            if event.anchor:
                self._anchors[event.anchor] = node
            if kind == "ScalarEvent" and not node.text and self._keys and (key := self._keys[-1]):
                node.line = key.line  # a value that is empty is cited by its key
            self._put(node)
            if kind != "ScalarEvent":
                self._open.append((node, kind == "MappingStartEvent"))
                self._keys.append(None)
        return len(self._open) <= DEEPEST

    def _put(self, node: Node) -> None:
        """Where the next value belongs."""
        if not self._open:
            self.root = node
            return
        parent, is_mapping = self._open[-1]
        key = self._keys[-1]
        if not is_mapping:
            parent.items.append(node)
        elif key is None:
            self._keys[-1] = node
        else:
            self._keys[-1] = None
            _field(parent, key, node)


def _field(parent: Node, key: Node, value: Node) -> None:
    """A field of a mapping; `<<` brings the fields of another that are not there already."""
    if key.text == "<<":
        for name, inherited in value.fields.items():
            parent.fields.setdefault(name, inherited)
        return
    parent.fields[key.text] = value
