"""C# and F# by their tokens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.stacks.dotnet import source


def test_strings_of_every_kind_are_strings_and_comments_are_nothing() -> None:
    text = '''// "no"
/* "no
" */ "one\\"x" @"two "" \\" $"three {x}" $@"four" """five "x" """ 'c' '"' name 12 "open
next'''

    found = source.tokens(text)

    assert [one.text for one in found if one.kind == "string"] == [
        'one\\"x',
        'two "" \\',
        "three {x}",
        "four",
        'five "x" ',
        "open",
    ]
    assert [(one.text, one.line) for one in found if one.kind == "name"] == [("name", 3), ("next", 4)]
    assert [one.kind for one in found].count("char") == 2


def test_comments_of_fsharp_keep_their_lines() -> None:
    found = source.tokens('(* "no"\n *) let x = (*) "yes"', fsharp=True)

    assert [(one.text, one.line) for one in found if one.kind in {"name", "string"}] == [
        ("let", 2),
        ("x", 2),
        ("yes", 2),
    ]


def test_a_builder_that_takes_the_arguments_of_the_program() -> None:
    assert source.parse("\nWebApplication.CreateBuilder(args);").takes == 2
    assert source.parse("Host.CreateDefaultBuilder(Environment.GetCommandLineArgs())").takes == 1
    assert source.parse("WebApplication.CreateBuilder()").takes == 0
    assert source.parse("let b = WebApplication.CreateBuilder args", fsharp=True).takes == 1


def test_addresses_that_the_code_names() -> None:
    text = """app.Run("http://0.0.0.0:3000");
builder.WebHost.UseUrls("http://localhost:5001;https://localhost:5002");
app.Urls.Add("http://*:6000/");
o.ListenAnyIP(7000);
o.ListenLocalhost(7001);
o.Listen(IPAddress.Loopback, 7002);
new TcpListener(IPAddress.Any, 7003);
o.ListenAnyIP(port);
list.Add("nothing");
"""

    picture = source.parse(text)

    assert picture.addresses == [
        ("0.0.0.0", 3000, 1),  # noqa: S104  read, not bound
        ("localhost", 5001, 2),
        ("*", 6000, 3),
        ("*", 7000, 4),
        ("localhost", 7001, 5),
        ("localhost", 7002, 6),
        ("*", 7003, 7),
    ]
    assert picture.listener == 7
    assert source.loopback("localhost")
    assert not source.loopback("*")


def test_the_port_that_stands_where_the_variable_is_read() -> None:
    text = 'var port = Environment.GetEnvironmentVariable("PORT")\n ?? "5000";\n// "PORT"\nGet("PORT")'

    assert source.parse(text).port == (5000, 2)
    assert source.parse('Get("PORT")').port == (0, 1)


def test_variables_and_those_that_are_required() -> None:
    text = """var a = Environment.GetEnvironmentVariable("A") ?? "x";
var b = Environment.GetEnvironmentVariable("B") ?? throw new Exception();
let c = Environment.GetEnvironmentVariable "C"
config.GetConnectionString("Main")
"""

    picture = source.parse(text)

    assert picture.variables == {"A": 1, "B": 2, "C": 3}
    assert picture.required == {"B"}
    assert picture.connections == {"Main": 4}


def test_what_lasts_and_what_is_of_the_web() -> None:
    assert source.parse("await Task.Delay(-1);").endless == 1
    assert source.parse("Thread.Sleep(Timeout.Infinite);").endless == 1
    assert source.parse("Thread.Sleep(10);").endless == 0
    assert source.parse("while (true) {}").endless == 1
    assert source.parse("while true do x", fsharp=True).endless == 1
    assert source.parse("class W : BackgroundService {}").hosted == 1
    assert source.parse("webBuilder.ConfigureWebHostDefaults(x);\nWebApplication y;").web == 1
    assert source.parse("new HttpListener();").listener == 1
    assert source.parse("Delay").endless == 0


def test_routes() -> None:
    picture = source.parse('app.MapGet("/", x);\napp.MapHealthChecks("/healthz");\napp.MapGet("no");')

    assert picture.routes == [("/", 1), ("/healthz", 2)]
    assert source.health_route("/api/healthz")
    assert not source.health_route("/help")


@given(st.text(), st.text("\"'@$\\/*(){}\n abGET0"), st.booleans())
def test_any_text_has_a_picture(text: str, odd: str, fsharp: bool) -> None:
    picture = source.parse(text + odd, fsharp=fsharp)

    assert picture.takes >= 0
