"""What a person is shown: plain text, or colours where a terminal has them; no text in it can steer the terminal."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol, TextIO

    class Page(Protocol):
        """Paper to write on."""

        def title(self, text: str) -> None: ...

        def line(self, text: str = "") -> None: ...

        def rows(self, rows: Sequence[Sequence[str]]) -> None:
            """A table without lines."""
            ...

        def markdown(self, text: str) -> None: ...

        def code(self, text: str, language: str) -> None: ...


def page(stream: TextIO | None = None) -> Page:
    """A page on standard output: with colours on a terminal alone."""
    stream = stream or sys.stdout
    if stream.isatty() and os.environ.get("TERM") != "dumb":
        from bot.cli.colours import Colours

        return Colours(stream)
    return Plain(stream)


def clean(text: str) -> str:
    """Control characters and those that change the direction of writing, made visible; line ends stay."""
    return "".join(_visible(char) for char in text) if not text.isascii() or not text.isprintable() else text


def _visible(char: str) -> str:
    return char if char.isprintable() or char == "\n" else "    " if char == "\t" else ascii(char)[1:-1]


class Plain:
    """Text alone."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def title(self, text: str) -> None:
        self.line()
        self.line(text)

    def line(self, text: str = "") -> None:
        print(clean(text), file=self._stream, flush=True)

    def rows(self, rows: Sequence[Sequence[str]]) -> None:
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=True))
            self.line(("  " + "  ".join(cells)).rstrip())

    def markdown(self, text: str) -> None:
        self.line(text)

    def code(self, text: str, language: str) -> None:  # noqa: ARG002  colours need it
        for line in text.splitlines():
            self.line(f"    {line}".rstrip())
