"""What a Rust file says, by its tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stacks.rust import source

EVERYWHERE = ".".join("0000")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('TcpListener::bind("0.0.0.0:3000")', [(EVERYWHERE, 3000)]),
        ('server.bind(("127.0.0.1", 8081))', [("127.0.0.1", 8081)]),
        ('server.bind(("0.0.0.0", 8_080u16))', [(EVERYWHERE, 8080)]),
        ("warp::serve(r).run(([127, 0, 0, 1], 3030))", [("127.0.0.1", 3030)]),
        ("SocketAddr::from(([0, 0, 0, 0], 4000))", [("", 4000)]),
        ("String::from(5000)", []),
        ("bind(9000)", []),
        ("job.run(9000)", []),
    ],
)
def test_addresses(code: str, expected: list[tuple[str, int]]) -> None:
    assert [(one.host, one.port) for one in source.parse(code).addresses] == expected


@pytest.mark.parametrize(
    "code", ['TcpListener::bind("x")', "s.bind(a)", "s.bind_rustls(a, c)", "w.run(([0, 0, 0, 0], 3030))"]
)
def test_calls_that_bind(code: str) -> None:
    assert source.parse(f"\n{code}").binds == 2


@pytest.mark.parametrize("code", ["bind(a)", "Vec::bind(a)", "app.run(3030)", "String::new()", "x.from(y)"])
def test_calls_that_bind_nothing(code: str) -> None:
    assert not source.parse(code).binds


def test_the_port_that_stands_near_its_variable() -> None:
    assert source.parse('env::var("PORT").unwrap_or("3000".into())').port == (3000, 1)
    assert source.parse('env::var("PORT")\n.unwrap_or(3000u16)').port == (3000, 2)
    assert source.parse('env::var("PORT").retry(10)').port == (0, 1)
    assert source.parse('("PORT", 1), ("PORT", 3000)').port == (3000, 1)


def test_rocket_by_its_attribute_or_its_builder() -> None:
    assert source.parse("#[launch]\n").rocket == 1
    assert source.parse("rocket::build()").rocket == 1
    assert not source.parse("launch(); rocket::x()").rocket


def test_routes_of_macros_and_routers() -> None:
    code = '#[get("/")]\nr.route("/healthz", get(h))\nmap.get("key")\nmap.get(key)'

    assert source.parse(code).routes == [("/", 1), ("/healthz", 2)]


def test_how_it_stops_and_whether_it_repeats() -> None:
    picture = source.parse("SignalKind::terminate()\ntokio::signal::ctrl_c()\nloop {\n}\nloop {\n}\nlet loop_ = loop;")

    assert (picture.terminate, picture.interrupt, picture.endless) == (1, 2, 3)


def test_variables_that_are_read() -> None:
    assert source.parse('env::var("A")\nvar_os("B")\nvar(name)\nvar(').variables == {"A": 1, "B": 2}


def test_strings_that_may_be_paths() -> None:
    assert set(source.parse('"static" "a/b*" "{} x" "/abs" ""').strings) == {"static", "a/b*"}


def test_files_that_are_compiled_in_are_not_opened() -> None:
    assert set(source.parse('include_str!("a/b.css"); open("c/d.css")').strings) == {"c/d.css"}


def test_paths_that_say_whether_the_program_is_well() -> None:
    assert source.health_route("/ready")
    assert not source.health_route("/already/x")


@given(st.text())
def test_any_text_has_a_picture(text: str) -> None:
    assert source.parse(text).binds >= 0


def test_a_file_that_ends_in_the_middle() -> None:
    assert source.parse("x.get(").routes == []
    assert source.parse("x.run(").binds == 0
