"""What tokens say of a module: where it listens, its routes, what it reads."""

from __future__ import annotations

import pytest

from bot.stacks.javascript import source
from bot.stacks.javascript.source import Listens


@pytest.mark.parametrize(
    ("text", "listens"),
    [
        ("app.listen(3000)", Listens(line=1, port=3000, port_line=1)),
        ("app.listen(process.env.PORT || 3000, () => x(1))", Listens(line=1, port=3000, port_line=1)),
        ("app.listen(process.env.PORT)", Listens(line=1)),
        ("const port = process.env.PORT ?? 4000;\n\napp.listen(port)", Listens(line=3, port=4000, port_line=1)),
        (
            "const port: number = 4000\napp.listen({ port, host: '127.0.0.1' })",
            Listens(line=2, port=4000, port_line=1, host="127.0.0.1"),
        ),
        ("await app.listen({ port: 80, host: 'localhost' })", Listens(line=1, port=80, port_line=1, host="localhost")),
        ("app.listen(port, function () { log(5000) })", Listens(line=1)),
        ("app.listen('8080')", Listens(line=1, port=8080, port_line=1)),
        ("app.listen(99999)", Listens(line=1)),
        ("serve({ fetch: app.fetch, port: 3000 })", Listens(line=1, port=3000, port_line=1)),
        ("Bun.serve({ port: 3000, fetch(r) { return x } })", Listens(line=1, port=3000, port_line=1)),
        ("app.listen(" + "f(1, 70000), " * 40, Listens(line=1, port=1, port_line=1)),
    ],
)
def test_where_it_listens(text: str, listens: Listens) -> None:
    assert source.parse(text).listens == [listens]


@pytest.mark.parametrize(
    "text", ["// app.listen(1)", "'app.listen(1)'", "x = listen", "function listen(port) {}", "emitter.on('listen', f)"]
)
def test_what_does_not_listen(text: str) -> None:
    assert source.parse(text).listens == []


@pytest.mark.parametrize(
    ("text", "port"),
    [
        ("x = process.env.PORT || 3000", (3000, 1)),
        ("x = Number(process.env.PORT) ?? 4000", (4000, 1)),
        ("x = parseInt(process.env.PORT, 10)", None),
        ("x = process.env.PORT || 'none'", None),
        ("x = process.env.PORT ||\n  '5000'", (5000, 2)),
        ("x = process.env.PORT", None),
        ("x = process.env.HOST || 3000", None),
    ],
)
def test_the_default_of_the_variable_port(text: str, port: tuple[int, int] | None) -> None:
    assert source.parse(text).port == port


def test_variables_are_noted_once_with_their_first_line() -> None:
    assert source.parse("process.env.KEY\nprocess.env.KEY\nprocess.env.URL; process.env[x]; process.env").variables == {
        "KEY": 1,
        "URL": 3,
    }


def test_routes_are_strings() -> None:
    assert source.parse("app.get('/up', f)\napp.get(path, f)\nget('/x')").routes == [("/up", 1)]


def test_imports_of_every_kind() -> None:
    text = "import a from 'one'\nimport 'two'\nconst c = require('three')\nawait import('four')\nimport(x)\nfrom"

    assert source.parse(text).imports == {"one": 1, "two": 2, "three": 3, "four": 4}


@pytest.mark.parametrize("text", ["process.on('SIGTERM', f)", 'process.once("SIGTERM", f)'])
def test_who_handles_sigterm(text: str) -> None:
    assert source.parse(text).sigterm == 1


def test_other_signals_do_not_count() -> None:
    assert source.parse("process.on('SIGINT', f); on('SIGTERM')").sigterm == 0


def test_what_never_ends_by_itself() -> None:
    assert source.parse("\nsetInterval(f, 1)").endless == 2
    assert source.parse("setInterval").endless == 0


def test_names_at_the_very_end() -> None:
    assert source.parse("const").variables == {}
    assert source.parse("const x =").variables == {}


def test_settings_that_are_strings() -> None:
    text = "export default { build: { outDir: 'out', x: 1 }, root: computed(),\n 'base': './' }\noutDir: 'second'"

    assert source.settings(text, "outDir", "root", "base") == {"outDir": ("out", 1), "base": ("./", 2)}


def test_addresses_that_nobody_outside_reaches() -> None:
    assert source.loopback("localhost")
    assert not source.loopback("0.0.0.0")  # noqa: S104  an address to compare with


@pytest.mark.parametrize(
    ("path", "is_one"), [("/health", True), ("/api/healthz", True), ("/", False), ("/uploads", False)]
)
def test_health_routes(path: str, is_one: bool) -> None:
    assert source.health_route(path) is is_one


@pytest.mark.parametrize(
    ("text", "port"),
    [
        ("Number(Deno.env.get('PORT') ?? 8000)", (8000, 1)),
        ("Number(Bun.env.PORT) || 4000", (4000, 1)),
        ("Deno.env.get('HOST') ?? 8000", None),
    ],
)
def test_the_port_in_the_words_of_other_runtimes(text: str, port: tuple[int, int] | None) -> None:
    assert source.parse(text).port == port


def test_what_a_runtime_alone_has() -> None:
    module = source.parse("Deno.serve(f)\nDeno.readFile(x); Deno;\nBun.serve(f); Bun.file(x)")

    assert module.deno == {"serve": 1, "readFile": 2}
    assert module.bun == 3


def test_a_call_at_the_start_of_a_line_needs_no_semicolon_before_it() -> None:
    text = "import { serve } from 'x'\nserve({ port: 3000 })\nfunction serve(port) {}"

    assert [one.port for one in source.parse(text).listens] == [3000]


def test_a_server_of_apollo_listens() -> None:
    assert [one.port for one in source.parse("startStandaloneServer(x, { listen: { port: 4001 } })").listens] == [4001]


def test_a_file_that_ends_in_the_middle_of_a_call_is_read() -> None:
    assert source.parse("require(").imports == {}
    assert source.parse("app.get(").routes == []
