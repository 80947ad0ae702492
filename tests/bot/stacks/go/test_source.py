"""What a Go file says, by its tokens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.stacks.go import source


def body(code: str, *imports: str) -> source.Picture:
    listed = "; ".join(f'"{name}"' for name in imports)
    return source.parse(f"package main\nimport (\n{listed}\n); func main() {{\n{code}\n}}\n")


def test_the_main_function_of_package_main_is_a_program() -> None:
    assert body("").is_main
    assert not source.parse("package web\nfunc main() {}\n").is_main
    assert not source.parse("package main\nfunc (a A) main() {}\n// func main()\n").is_main


def test_a_file_that_is_left_out_of_the_build_says_nothing() -> None:
    assert not source.parse("//go:build ignore\n\npackage main\nfunc main() {}\n").is_main


def test_imports_of_every_form() -> None:
    picture = source.parse('package a\nimport "os"\nimport x "net/http"\nimport (\n\t_ "c"\n\t"C"\n)\nimport y\n')

    assert picture.imports == {"os": 2, "net/http": 3, "c": 5, "C": 6}
    assert picture.cgo == 6


def test_calls_that_bind_a_port_and_their_addresses() -> None:
    picture = body('http.ListenAndServe("localhost:3000", nil)\nnet.Listen("tcp", addr)\nnet.Listen("unix", x)')

    assert [(one.line, one.host, one.port) for one in picture.listens] == [(5, "localhost", 3000), (6, "", None)]
    assert [(one.line, one.port) for one in picture.addresses] == [(5, 3000)]


def test_a_method_listens_only_where_its_framework_is_imported() -> None:
    framework = "github.com/labstack/echo/v4"

    assert body('e.Start(":1323")', framework).listens
    assert body('e.Start(":1323")', framework).framework == ("Echo", "Start", 3)
    assert not body('e.Start(":1323")', "example.com/job").listens


def test_the_port_that_stands_near_its_variable() -> None:
    assert body('p := os.Getenv("PORT")\nif p == "" { p = "8090" }').port == (8090, 6)
    assert body('p := env("PORT", 3000)').port == (3000, 5)
    assert body('p := os.Getenv("PORT")\nx := 10 * time.Second').port == (0, 5)
    assert body('port("PORT"); port("PORT", 99999)').port == (0, 5)
    assert body("").port is None


def test_flags_of_the_port_and_their_defaults() -> None:
    assert body('flag.Int("port", 9898, "p")').flags == {"port": (9898, 5)}
    assert body('fs.StringVar(&p, "http-port", env("X_PORT", "80"), "p")').flags == {"http-port": (80, 5)}
    assert body('fs.IntVar(&p, "port", 10, "p")').flags == {}
    assert body('flag.Int("level", 9898, "l"); Int("port", 9898)').flags == {}


def test_routes_with_and_without_a_method() -> None:
    picture = body('mux.HandleFunc("GET /healthz", h)\nr.GET("/", h)\nr.Get(name, "/x")\nr.Get("key")\nGet("/y")')

    assert picture.routes == [("/healthz", 5), ("/", 6)]


def test_variables_from_calls_and_tags() -> None:
    picture = body('os.Getenv("A")\nos.LookupEnv("B")\nos.Getenv(name)\ntype T struct { X string `env:"C,required"` }')

    assert picture.variables == {"A": 5, "B": 6, "C": 8}


def test_files_that_are_opened_and_embedded() -> None:
    picture = source.parse('package a\n//go:embed all:dist "x y"\nvar f = os.Open("etc/a.toml")\n')

    assert picture.embeds == {"dist": 2, "x": 2, "y": 2}
    assert picture.opens == {"etc/a.toml": 3}


def test_subcommands_only_of_a_library_for_them() -> None:
    code = 'x := &cobra.Command{Use: "serve [flags]"}\ny := Y{Use: "other"}\nz := Z{Use: name}\nUse:'

    assert body(code, "github.com/spf13/cobra").subcommands == {"serve": 5}
    assert body(code, "x").subcommands == {}


def test_what_runs_until_it_is_stopped() -> None:
    assert body("for {\n}").endless == 5
    assert body("select {}\nfor {\n}").endless == 5
    assert body("signal.Notify(c)").endless == 5
    assert body("signal.NotifyContext(c)").endless == 5
    assert body("for i := range 3 {\n}\nselect { case <-c: }\nsignal.Stop(c)").endless == 0


def test_time_zones_that_are_looked_up() -> None:
    assert body('time.LoadLocation("Atlantic/Reykjavik")').zones == 5


def test_paths_that_say_whether_the_program_is_well() -> None:
    assert source.health_route("/api/healthz")
    assert not source.health_route("/wealth")


@given(st.text())
def test_any_text_has_a_picture(text: str) -> None:
    assert source.parse(text).main >= 0


def test_a_file_that_ends_in_the_middle() -> None:
    assert source.parse("package").package == ""
    assert source.parse("package a\nimport").imports == {}
    assert source.parse('package a\nimport "github.com/spf13/cobra"\nUse:').subcommands == {}
