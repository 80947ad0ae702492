"""What the calls of a module say: which port it binds, and by whose word."""

from __future__ import annotations

import ast

import pytest

from bot.stacks.python import calls, source
from bot.stacks.python.seen import Listens, Module


def parse(text: str) -> Module:
    found = source.parse(text)
    assert found
    return found


@pytest.mark.parametrize(
    ("text", "listens"),
    [
        ("import tornado.web\napp.listen(8888)", Listens(line=2, port=(8888, 2))),
        ("import tornado.web\napp.listen(port=81, address='::1')", Listens(line=2, port=(81, 2), host="::1")),
        ("import tornado.web\napp.listen(options.port)", Listens(line=2)),
        ("from tornado import httpserver\ns.bind(9000)", Listens(line=2, port=(9000, 2))),
        ("import gradio as gr\ndemo.launch()", Listens(line=2)),
        (
            "import gradio\ndemo.launch(server_name='0.0.0.0', server_port=7000)",
            Listens(line=2, port=(7000, 2), host="0.0.0.0"),  # noqa: S104  what stands in the text above
        ),
    ],
)
def test_what_binds_a_port_by_a_method(text: str, listens: Listens) -> None:
    assert parse(text).listens == [listens]


@pytest.mark.parametrize("text", ["events.listen(8888)", "import gradio\nevents.listen(8888)", "rocket.launch()"])
def test_the_method_of_something_else_binds_nothing(text: str) -> None:
    assert parse(text).listens == []


@pytest.mark.parametrize(
    "text",
    [
        "parser.add_argument('-p', '--port', type=int, default=8123)",
        "import click\n@click.option('--port', default='8123')\ndef main(port): ...",
        "from tornado.options import define\ndefine('port', default=8123, type=int)",
    ],
)
def test_the_default_of_a_port_option_is_where_it_listens(text: str) -> None:
    found = parse(text).port
    assert found
    assert found[0] == 8123


@pytest.mark.parametrize(
    "text",
    ["parser.add_argument('--host', default=8123)", "parser.add_argument('--port', default=args.port)", "define()"],
)
def test_other_options_name_no_port(text: str) -> None:
    assert parse(text).port is None


def test_the_variable_counts_before_an_option() -> None:
    assert parse("import os\nos.getenv('PORT', '81')\nparser.add_argument('--port', default=82)").port == (81, 2)


@pytest.mark.parametrize("number", ["'²'", "'٣'", "0", "65536", f"'{'1' * 5000}'", "1.5", "None"])
def test_what_is_no_port_is_none(number: str) -> None:
    assert calls.numbers([ast.parse(number, mode="eval").body]) == []
