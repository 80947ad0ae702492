"""The page of a terminal, by rich; what it is given is text, never rich's markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from bot.cli.page import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO


class Colours:
    """Colours as the terminal has them; NO_COLOR leaves only what is bold."""

    def __init__(self, stream: TextIO) -> None:
        self._console = Console(file=stream, markup=False, emoji=False, highlight=False)

    def title(self, text: str) -> None:
        self._console.print()
        self._console.print(Text(clean(text), style="bold"))

    def line(self, text: str = "") -> None:
        self._console.print(Text(clean(text)), soft_wrap=True)

    def rows(self, rows: Sequence[Sequence[str]]) -> None:
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for row in rows:
            table.add_row("", *(Text(clean(cell), style="cyan" if n == 0 else "") for n, cell in enumerate(row)))
        self._console.print(table)

    def markdown(self, text: str) -> None:
        self._console.print(Markdown(clean(text), hyperlinks=True))

    def code(self, text: str, language: str) -> None:
        code = Syntax(clean(text), language, theme="ansi_dark", background_color="default", word_wrap=True)
        self._console.print(Padding(code, (0, 2)))
