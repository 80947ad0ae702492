"""Reads XML manifests into elements with lines; a document type is refused, so that no entity is ever expanded."""

from __future__ import annotations

from bot.errors import ManifestUnreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 100  # elements within elements; a manifest has ten


class Element:
    """Names have no namespace; `text` is what stands directly in it, without white space around it."""

    __slots__ = ("attributes", "children", "line", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.text = ""
        self.children: list[Element] = []

    def all(self, *path: str) -> tuple[Element, ...]:
        """The elements that some names lead to from here, each name one step down."""
        found: tuple[Element, ...] = (self,)
        for name in path:
            found = tuple(child for one in found for child in one.children if child.name == name)
        return found

    def first(self, *path: str) -> Element | None:
        return next(iter(self.all(*path)), None)

    def word(self, *path: str) -> str:
        """The text of the first element that some names lead to, "" without one."""
        found = self.first(*path)
        return found.text if found else ""

    def every(self, name: str) -> Iterator[Element]:
        """All elements of a name at any depth below, in the order of the text."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.every(name)


def parse(path: str, text: str) -> Element:
    """The root element. Raises ManifestUnreadable, also for a document type and for what is nested too deeply."""
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8")
    top = Element("", {}, 0)
    opened = [top]

    def refuse(why: str) -> None:
        raise ManifestUnreadable(path, parser.CurrentLineNumber, why)

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(opened) > DEEPEST:
            refuse("it is nested too deeply")
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        made = Element(name.rpartition(":")[2], plain, parser.CurrentLineNumber)
        opened[-1].children.append(made)
        opened.append(made)

    def end(_: str) -> None:
        closed = opened.pop()
        closed.text = closed.text.strip()

    def characters(data: str) -> None:
        opened[-1].text += data

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = lambda *_: refuse("it has a document type, which is never read")
    try:
        parser.Parse(text.lstrip("\ufeff").encode("utf-8", "replace"), True)  # noqa: FBT003  expat takes no keyword
    except expat.ExpatError as problem:
        raise ManifestUnreadable(path, problem.lineno, expat.ErrorString(problem.code)) from problem
    return top.children[0]
