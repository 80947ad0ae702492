"""What a syntax tree says of a module, and what a substring would have got wrong."""

from __future__ import annotations

import pytest

from bot.stacks.python import source
from bot.stacks.python.seen import Built, Listens, Module


def parse(text: str) -> Module:
    found = source.parse(text)
    assert found
    return found


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("from fastapi import FastAPI\napi = FastAPI()", ("api", "fastapi.FastAPI", 2)),
        ("import fastapi\napp = fastapi.FastAPI()", ("app", "fastapi.FastAPI", 2)),
        ("import fastapi as f\napp: f.FastAPI = f.FastAPI()", ("app", "fastapi.FastAPI", 2)),
        ("from flask import Flask as F\nif True:\n    app = F(__name__)", ("app", "flask.Flask", 3)),
        ("from flask import Flask\ntry:\n    app = Flask('x')\nexcept E:\n    pass", ("app", "flask.Flask", 3)),
        ("from fasthtml.common import *\napp, rt = fast_app()", ("app", "fasthtml.common.fast_app", 2)),
        ("from aiohttp import web\napp = web.Application()", ("app", "aiohttp.web.Application", 2)),
    ],
)
def test_applications_are_found_whatever_they_are_called(text: str, built: tuple[str, str, int]) -> None:
    (one,) = parse(text).built

    assert (one.name, one.framework, one.line) == built


@pytest.mark.parametrize(
    "text",
    [
        '"""\nfrom flask import Flask\napp = Flask(__name__)\n"""',
        "# app = FastAPI()",
        "class FastAPI: ...\napp = FastAPI()",
        "from fastapi import FastAPI\ndef f():\n    app = FastAPI()",
        "from fastapi import FastAPI\nif __name__ == '__main__':\n    app = FastAPI()",
        "from fastapi import FastAPI\nx = [FastAPI()]\nx[0] = FastAPI()\n(a.b, c) = FastAPI()",
        "from fastapi import FastAPI\napp: FastAPI",
    ],
)
def test_what_is_no_application_of_the_module(text: str) -> None:
    assert parse(text).built == []


@pytest.mark.parametrize(
    "text",
    [
        "def create_app(config=None, *, debug=False):\n    app = Flask(__name__)\n    return app",
        "def create_app():\n    app: Flask = Flask(__name__)\n    return app",
        "def create_app():\n    return Flask(__name__)",
    ],
)
def test_a_factory_builds_and_returns_an_application(text: str) -> None:
    assert parse("from flask import Flask\n" + text).built == [
        Built(name="create_app", framework="flask.Flask", line=2, factory=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "def create_app(config):\n    return Flask(config)",
        "def create_app(*, config):\n    return Flask(config)",
        "def create_app():\n    app = Flask(__name__)\n    other = thing()\n    return other",
        "def create_app():\n    return thing()",
        "def test_app():\n    return Flask(__name__)",
    ],
)
def test_a_function_that_is_no_factory(text: str) -> None:
    assert parse("from flask import Flask\n" + text).built == []


def test_names_bound_to_calls_are_remembered() -> None:
    assert parse("from shop import create_app\napplication = create_app()").calls == {
        "application": ("shop.create_app", 2)
    }


@pytest.mark.parametrize(
    ("decorator", "routes"),
    [
        ('@app.get("/healthz")', [("app", "/healthz", 1)]),
        ('@app.route("/up")', [("app", "/up", 1)]),
        ('@app.route("/up", methods=["GET", "HEAD"])', [("app", "/up", 1)]),
        ('@app.route("/up", methods=["POST"])', []),
        ("@app.get(PATH)", []),
        ('@app.post("/x")', []),
        ("@cached", []),
    ],
)
def test_routes_that_answer_a_probe(decorator: str, routes: list[tuple[str, str, int]]) -> None:
    assert parse(f"{decorator}\nasync def f(): ...").routes == routes
    assert parse(f"{decorator}\ndef f(): ...").routes == routes


@pytest.mark.parametrize(
    ("text", "listens"),
    [
        (
            "import uvicorn\nuvicorn.run(app, host='127.0.0.1', port=9000)",
            Listens(line=2, port=(9000, 2), host="127.0.0.1"),
        ),
        ("import uvicorn\nuvicorn.run(app)", Listens(line=2)),
        ("import uvicorn\nuvicorn.run(app, port=settings.port)", Listens(line=2)),
        ("app.run(\n port=5000)", Listens(line=1, port=(5000, 2))),
        ("app.run(port=99999)", Listens(line=1)),
        ("from http.server import HTTPServer as S\nS(('', 8000), H)", Listens(line=2, port=(8000, 2), host="")),
        (
            "from wsgiref.simple_server import make_server\nmake_server('10.0.0.1', 80, a)",
            Listens(line=2, port=(80, 2), host="10.0.0.1"),
        ),
        ("import os, uvicorn\nport = int(os.environ['PORT'])\nuvicorn.run(app, port=port)", Listens(line=3)),
        ("import uvicorn\nPORT = 7000\nuvicorn.run(app, port=PORT)", Listens(line=3, port=(7000, 2))),
    ],
)
def test_where_it_listens(text: str, listens: Listens) -> None:
    assert parse(text).listens == [listens]


def test_what_does_not_listen() -> None:
    assert parse("subprocess.run(x, check=True)\nrun()\nf()()").listens == []


@pytest.mark.parametrize(
    ("text", "port"),
    [
        ("import os\nx = os.environ.get('PORT', 5000)", (5000, 2)),
        ("from os import getenv\nx = int(getenv('PORT', '7000'))", (7000, 2)),
        ("import os\nx = os.getenv('PORT')", None),
        ("import os\nx = os.getenv('PORT', 'none')", None),
        ("import os\nx = os.getenv(name, 80)", None),
    ],
)
def test_the_default_of_the_variable_port(text: str, port: tuple[int, int] | None) -> None:
    assert parse(text).port == port


@pytest.mark.parametrize(
    ("text", "required", "given"),
    [
        ("import os\nos.environ['A']", {"A": 2}, set()),
        ("from os import environ\nenviron['A']", {"A": 2}, set()),
        ("import os\nos.environ['A'] = 'x'", {}, {"A"}),
        ("import os\nos.environ.setdefault('A', 'x')\nos.environ.setdefault(name, 'x')", {}, {"A"}),
        ("import os\nif 'A' in os.environ: os.environ['A']", {"A": 2}, {"A"}),
        ("import os\ntry:\n  os.environ['A'], os.environ[b]\nexcept KeyError: pass", {"A": 3}, {"A"}),
        ("import os\ntry:\n  os.environ['A']\nexcept OSError: pass", {"A": 3}, set()),
        ("request.environ['A']\nx['B']\n'C' in y\n'D' == 'E'\nos.environ[name]", {}, set()),
    ],
)
def test_variables_without_a_default(text: str, required: dict[str, int], given: set[str]) -> None:
    module = parse(text)

    assert (module.required, module.given) == (required, given)


def test_variables_are_noted_once_with_their_first_line() -> None:
    text = "import os\na = os.environ['KEY']\nb = os.getenv('KEY')\nc = os.environ.get('URL')\nd = os.environ[name]"

    assert parse(text).variables == {"KEY": 2, "URL": 4}


@pytest.mark.parametrize(
    "text",
    ["while True:\n    pass", "while 1:\n    pass", "import asyncio\nloop.run_forever()", "bot.infinity_polling()"],
)
def test_what_never_ends_by_itself(text: str) -> None:
    assert parse(text).endless


def test_what_ends() -> None:
    assert not parse("while x:\n    pass\nfor x in y: pass").endless


@pytest.mark.parametrize(
    "text", ["import signal\nsignal.signal(signal.SIGTERM, f)", "loop.add_signal_handler(signal.SIGTERM, f)"]
)
def test_who_handles_sigterm(text: str) -> None:
    assert parse(text).sigterm


def test_other_signals_do_not_count() -> None:
    assert not parse("import signal\nsignal.signal(signal.SIGINT, f)\nloop.add_signal_handler(2, f)").sigterm


def test_imports_and_the_guard() -> None:
    found = parse("import os.path\nfrom . import x\nfrom a.b import c\n\nif __name__ == '__main__':\n    pass\n")

    assert found.import_lines == {"os": 1, "a": 3}
    assert found.relative
    assert found.guard == 5


@pytest.mark.parametrize("text", ["def", "\x00", "(" * 5000 + ")" * 5000, "x = '\\d'\nprint 1"])
def test_what_is_no_python_is_none(text: str) -> None:
    assert source.parse(text) is None


def test_a_strangers_warning_is_not_ours() -> None:
    assert source.parse("x = '\\d'") is not None


@pytest.mark.parametrize("path", ["/health", "/healthz", "/api/v1/health", "/_health", "/ready/", "/livez", "/up"])
def test_health_routes(path: str) -> None:
    assert source.health_route(path)


@pytest.mark.parametrize("path", ["/", "/healthy-food", "/users/<id>", "/upload"])
def test_other_routes(path: str) -> None:
    assert not source.health_route(path)
