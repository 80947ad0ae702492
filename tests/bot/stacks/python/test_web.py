"""Which web application is meant, and how it is served."""

from __future__ import annotations

import pytest

from bot.types import Topic
from tests.bot.stacks.pictures import cited, doubts, recognised, said

FASTAPI = "from fastapi import FastAPI\n"
FLASK = "from flask import Flask\n"
APP = FASTAPI + "app = FastAPI()\n"


@pytest.mark.parametrize(
    ("files", "entry"),
    [
        ({"service.py": FASTAPI + "other = FastAPI()\napi = FastAPI()"}, ("service:api", "")),
        ({"main.py": APP, "tests/main.py": APP, "examples/app.py": APP}, ("main:app", "")),
        ({"worker.py": APP, "server.py": APP}, ("server:app", "")),
        ({"deep/er/main.py": APP, "api.py": APP}, ("api:app", "")),
        ({"src/shop/web.py": APP, "src/shop/__init__.py": ""}, ("shop.web:app", "src")),
        ({"shop/__init__.py": FLASK + "def create_app(): return Flask('x')"}, ("shop:create_app", "")),
        (
            {
                "shop/__init__.py": FLASK + "def create_app(): return Flask('x')",
                "wsgi.py": "from shop import create_app\napplication = create_app()",
            },
            ("wsgi:application", ""),
        ),
        ({"app.py": FLASK + "def make(): return Flask('x')\nserver = make()\nx = other()"}, ("app:server", "")),
    ],
)
def test_the_application_that_is_meant(files: dict[str, str], entry: tuple[str, str]) -> None:
    assert said(recognised(files), Topic.ENTRY) == [entry]


def test_a_declared_server_is_cited() -> None:
    facts = recognised({"main.py": APP, "requirements.txt": "fastapi==1\nuvicorn==1"})

    assert cited(facts, Topic.FRAMEWORK) == ["main.py:2", "requirements.txt:1"]
    assert cited(facts, Topic.START) == ["main.py:2", "requirements.txt:2"]
    assert said(facts, Topic.SERVER) == []


def test_fastapi_standard_brings_its_server() -> None:
    facts = recognised({"main.py": APP, "requirements.txt": "fastapi[standard]==1"})

    assert said(facts, Topic.SERVER) == []
    assert cited(facts, Topic.START) == ["main.py:2", "requirements.txt:1"]


def test_a_server_that_nobody_declared_is_added_and_said() -> None:
    facts = recognised({"main.py": APP})

    assert said(facts, Topic.SERVER) == [("uvicorn",)]
    claim = facts.first(Topic.SERVER)
    assert claim
    assert "ASGI" in claim.reason


def test_a_framework_with_a_server_of_its_own_is_run_as_a_file() -> None:
    text = (
        "from aiohttp import web\napp = web.Application()\nif __name__ == '__main__':\n    web.run_app(app, port=9000)"
    )

    facts = recognised({"main.py": text})

    assert said(facts, Topic.START) == [("python", "main.py")]
    assert said(facts, Topic.PORT) == [("9000",)]
    assert said(facts, Topic.STOP_SIGNAL) == [("SIGTERM",)]


def test_a_server_that_ignores_sigterm_claims_no_stop_signal() -> None:
    facts = recognised({"main.py": FLASK + "app = Flask('x')", "requirements.txt": "flask==3\nwaitress==3"})

    assert said(facts, Topic.STOP_SIGNAL) == []


@pytest.mark.parametrize(
    ("text", "port", "place"),
    [
        (APP, "8080", "main.py"),
        (APP + "import uvicorn\nif __name__ == '__main__':\n    uvicorn.run(app)", "8080", "main.py:5"),
        (APP + "import uvicorn\nif __name__ == '__main__':\n    uvicorn.run(app, port=8000)", "8000", "main.py:5"),
        (APP + "import os\nport = os.environ.get('PORT', 5000)", "5000", "main.py:4"),
    ],
)
def test_the_port_and_where_it_stands(text: str, port: str, place: str) -> None:
    facts = recognised({"main.py": text})

    assert said(facts, Topic.PORT) == [(port,)]
    assert cited(facts, Topic.PORT) == [place]


def test_the_port_may_stand_in_another_module() -> None:
    facts = recognised({"main.py": APP, "settings.py": "import os\nport = os.getenv('PORT', '7000')"})

    assert cited(facts, Topic.PORT) == ["settings.py:2"]


def test_a_loopback_address_is_a_doubt() -> None:
    text = APP + "import uvicorn\nif __name__ == '__main__':\n    uvicorn.run(app, host='127.0.0.1', port=8000)"

    assert "listens on 127.0.0.1" in doubts(recognised({"main.py": text}))


@pytest.mark.parametrize(
    ("routes", "path"),
    [
        ('@app.get("/")\ndef a(): ...\n@app.get("/api/health")\ndef b(): ...', "/api/health"),
        ('@app.get("/items")\ndef a(): ...\n@app.get("/")\ndef b(): ...', "/"),
        ('@app.get("/items")\ndef a(): ...', "/"),
        ('@router.get("/healthz")\ndef a(): ...', "/"),
        ('@app.get("/{x}/health")\ndef a(): ...', "/"),
    ],
)
def test_the_health_path(routes: str, path: str) -> None:
    assert said(recognised({"main.py": APP + routes}), Topic.HEALTH_PATH) == [(path,)]


AIOHTTP = "from aiohttp import web\napp = web.Application()\n"


@pytest.mark.parametrize(
    ("files", "start"),
    [
        ({"main.py": AIOHTTP + "web.run_app(app)"}, ("python", "main.py")),
        ({"app.py": AIOHTTP, "run.py": "from aiohttp import web\nweb.run_app(x)"}, ("python", "run.py")),
        (
            {"shop/__init__.py": "", "shop/main.py": AIOHTTP + "from .x import y\nweb.run_app(app)"},
            ("python", "-m", "shop.main"),
        ),
        ({"main.py": AIOHTTP}, ("gunicorn", "--worker-class", "aiohttp.GunicornWebWorker", "main:app")),
    ],
)
def test_one_that_serves_itself_is_run_and_else_served(files: dict[str, str], start: tuple[str, ...]) -> None:
    assert said(recognised(files), Topic.START) == [start]


def test_one_that_serves_itself_and_ignores_sigterm_says_nothing_of_it() -> None:
    tornado = "import tornado.web\napp = tornado.web.Application()\napp.listen(8888)\n"
    handled = tornado + "import signal\nsignal.signal(signal.SIGTERM, stop)"

    assert said(recognised({"main.py": tornado}), Topic.STOP_SIGNAL) == []
    assert said(recognised({"main.py": handled}), Topic.STOP_SIGNAL) == [("SIGTERM",)]
