"""Which program serves an application, and with which words."""

from __future__ import annotations

import pytest

from bot.stacks.python.servers import serve


@pytest.mark.parametrize(
    ("interface", "factory", "declared", "start"),
    [
        ("asgi", False, {"uvicorn"}, "uvicorn a:b --host 0.0.0.0 --port ${PORT}"),
        ("asgi", True, set(), "uvicorn --factory a:b --host 0.0.0.0 --port ${PORT}"),
        ("asgi", False, {"hypercorn"}, "hypercorn --bind 0.0.0.0:${PORT} a:b"),
        ("asgi", True, {"hypercorn"}, "hypercorn --bind 0.0.0.0:${PORT} a:b()"),
        ("asgi", False, {"daphne"}, "daphne -b 0.0.0.0 -p ${PORT} a:b"),
        ("asgi", True, {"daphne"}, "uvicorn --factory a:b --host 0.0.0.0 --port ${PORT}"),
        ("asgi", False, {"uvicorn", "hypercorn"}, "uvicorn a:b --host 0.0.0.0 --port ${PORT}"),
        ("sanic", False, {"sanic"}, "sanic --host 0.0.0.0 --port ${PORT} --single-process a:b"),
        ("sanic", True, {"sanic"}, "sanic --host 0.0.0.0 --port ${PORT} --single-process --factory a:b"),
        ("aiohttp", True, set(), "gunicorn --worker-class aiohttp.GunicornWebWorker a:b"),
        ("wsgi", False, set(), "gunicorn a:b"),
        ("wsgi", True, {"gunicorn", "waitress"}, "gunicorn a:b()"),
        ("wsgi", False, {"waitress"}, "waitress-serve --port=${PORT} a:b"),
        ("wsgi", True, {"waitress"}, "waitress-serve --port=${PORT} --call a:b"),
    ],
)
def test_a_declared_server_is_taken_else_the_catalogues(
    interface: str, factory: bool, declared: set[str], start: str
) -> None:
    assert " ".join(serve(interface, "a:b", factory=factory, declared=declared).start) == start


def test_a_server_that_ignores_sigterm_says_so() -> None:
    assert not serve("wsgi", "a:b", factory=False, declared={"waitress"}).stops
    assert serve("wsgi", "a:b", factory=False, declared=set()).stops
