"""Which program serves a web application, and with which words: a declared one, else one of the catalogue's."""

from __future__ import annotations

from bot.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container

EVERYWHERE = "0.0.0.0"  # noqa: S104  inside a container, whose ports somebody publishes or not


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """`start` as argv; `server` names the package; `stops` whether it answers SIGTERM as process 1."""

    start: tuple[str, ...]
    server: str
    stops: bool = True


def serve(interface: str, target: str, *, factory: bool, declared: Container[str]) -> Served:
    """How an application object (or a factory of one) is served; gunicorn binds 0.0.0.0:$PORT by itself."""
    made = {"asgi": _asgi, "sanic": _sanic, "aiohttp": _aiohttp}.get(interface, _wsgi)
    return made(target, declared, factory=factory)


def _aiohttp(target: str, declared: Container[str], *, factory: bool) -> Served:
    """An application that no file runs: by gunicorn and aiohttp's own kind of worker."""
    del declared, factory  # a coroutine or function that returns one is named like the object
    return Served(start=("gunicorn", "--worker-class", "aiohttp.GunicornWebWorker", target), server="gunicorn")


def _sanic(target: str, declared: Container[str], *, factory: bool) -> Served:
    """By Sanic's own command, in one process: its manager of several would be process 1 and its workers' parent."""
    del declared
    flag = ("--factory",) if factory else ()
    address = ("--host", EVERYWHERE, "--port", "${PORT}", "--single-process")
    return Served(start=("sanic", *address, *flag, target), server="sanic")


def _asgi(target: str, declared: Container[str], *, factory: bool) -> Served:
    called = f"{target}()" if factory else target
    if "uvicorn" not in declared:
        if "hypercorn" in declared:
            return Served(start=("hypercorn", "--bind", "0.0.0.0:${PORT}", called), server="hypercorn")
        if "daphne" in declared and not factory:
            return Served(start=("daphne", "-b", EVERYWHERE, "-p", "${PORT}", target), server="daphne")
    flag = ("--factory",) if factory else ()
    return Served(start=("uvicorn", *flag, target, "--host", EVERYWHERE, "--port", "${PORT}"), server="uvicorn")


def _wsgi(target: str, declared: Container[str], *, factory: bool) -> Served:
    if "gunicorn" not in declared and "waitress" in declared:
        flag = ("--call",) if factory else ()
        return Served(start=("waitress-serve", "--port=${PORT}", *flag, target), server="waitress", stops=False)
    return Served(start=("gunicorn", f"{target}()" if factory else target), server="gunicorn")
