"""What a file of C or C++ says, by its tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stacks.cpp import source


@pytest.mark.parametrize(
    ("code", "ports"),
    [
        ("listen(door, 16); a = htons(7000);", [7000]),
        ('server.listen("0.0.0.0", 8081);', [8081]),
        ("app.port(18080).run();", [18080]),
        ('drogon::app().addListener("0.0.0.0", 9000);', [9000]),
    ],
)
def test_calls_that_listen_and_their_ports(code: str, ports: list[int]) -> None:
    picture = source.parse(code)

    assert picture.listens == 1
    assert [port for port, _ in picture.ports] == ports


@pytest.mark.parametrize("code", ["port(name);", "port();", "hear(8080);", '"listen(1)"', "// listen(1)", "listen;"])
def test_what_does_not_listen(code: str) -> None:
    assert source.parse(code).listens == 0


def test_an_address_of_this_machine_alone() -> None:
    assert source.parse('server.listen("127.0.0.1", 8081);').loopback == 1


def test_the_port_that_stands_near_its_variable() -> None:
    assert source.parse('getenv("PORT");\nx = 7000;').port == (7000, 2)
    assert source.parse('getenv("PORT") ? 1 : 2').port == (0, 1)
    assert source.parse('getenv("PORT"), 7000; getenv("PORT"), 8000').port == (7000, 1)


def test_variables_and_routes_and_files() -> None:
    picture = source.parse('getenv("A");\nsvr.Get("/healthz", f);\nfopen("etc/a.conf", "r"); Get(x); getenv(y)')

    assert picture.variables == {"A": 1}
    assert picture.routes == [("/healthz", 2)]
    assert "etc/a.conf" in picture.strings


def test_how_it_begins_repeats_and_stops() -> None:
    picture = source.parse(
        "int main() {\nwhile (true) {}\nwhile (1) {}\nfor (;;) {}\nsignal(SIGTERM, f);\nSIGTERM; main();}"
    )

    assert (picture.main, picture.endless, picture.terminate) == (1, 2, 5)
    assert source.parse("for (;;) {}").endless == 1
    assert source.parse("while (x) {} for (a;;) {}").endless == 0


@given(st.text())
def test_any_text_has_a_picture(text: str) -> None:
    assert source.parse(text).main >= 0
