"""What a person is shown: plain where nobody sees colours, and never able to steer the terminal."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.colours import Colours
from bot.cli.page import Plain, clean, page

if TYPE_CHECKING:
    from bot.cli.page import Page


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def fill(paper: Page) -> None:
    paper.title("Decided")
    paper.rows([("port", "8080"), ("start command", "")])
    paper.line("[bold]not markup[/bold] :smile:")
    paper.markdown("# A head\n\nand *text*")
    paper.code("FROM python:3.13\n\nUSER 1\n", "docker")
    paper.line()


def test_plain_text_has_no_colours_and_no_spaces_at_line_ends() -> None:
    stream = StringIO()

    fill(page(stream))

    assert stream.getvalue() == (
        "\nDecided\n  port           8080\n  start command\n[bold]not markup[/bold] :smile:\n# A head\n\nand *text*\n"
        "    FROM python:3.13\n\n    USER 1\n\n"
    )


def test_a_terminal_gets_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()

    fill(page(stream))

    shown = stream.getvalue()
    assert "\x1b[1mDecided" in shown
    assert "\x1b[36mport" in shown
    assert "[bold]not markup[/bold] :smile:" in shown
    assert "FROM" in shown


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")
    stream = Terminal()

    fill(page(stream))

    assert re.findall(r"\x1b\[(?:\d+;)*(?:3\d|4\d|9\d)m", stream.getvalue()) == []


def test_a_dumb_terminal_gets_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")

    assert isinstance(page(Terminal()), Plain)


def test_standard_output_is_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    page().line("hello")

    assert capsys.readouterr().out == "hello\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dockerfile", "Dockerfile"),
        ("café\n日本", "café\n日本"),
        ("a\tb", "a    b"),
        ("\x1b[2Jgone", "\\x1b[2Jgone"),
        ("a\rb", "a\\rb"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("caf\udce9", "caf\\udce9"),
    ],
)
def test_control_characters_are_made_visible(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text())
def test_no_text_steers_the_terminal(text: str) -> None:
    stream = StringIO()
    paper = Colours(stream)

    for write in (paper.line, paper.title, Plain(stream).line):
        write(text)

    assert "\x1b" not in stream.getvalue()
    assert "\x07" not in stream.getvalue()
