"""The web frameworks that are known by the object a module builds, and how each is served."""

from __future__ import annotations

from bot.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """`interface` is asgi, wsgi or sanic's; "own" serves itself when its file is run."""

    name: str
    package: str  # the distribution that a manifest declares
    interface: str
    stops: bool = True  # whether one that serves itself answers SIGTERM as process 1


FRAMEWORKS = {
    "fastapi.FastAPI": Framework(name="FastAPI", package="fastapi", interface="asgi"),
    "fastapi.applications.FastAPI": Framework(name="FastAPI", package="fastapi", interface="asgi"),
    "starlette.applications.Starlette": Framework(name="Starlette", package="starlette", interface="asgi"),
    "litestar.Litestar": Framework(name="Litestar", package="litestar", interface="asgi"),
    "quart.Quart": Framework(name="Quart", package="quart", interface="asgi"),
    "blacksheep.Application": Framework(name="BlackSheep", package="blacksheep", interface="asgi"),
    "falcon.asgi.App": Framework(name="Falcon", package="falcon", interface="asgi"),
    "fasthtml.common.FastHTML": Framework(name="FastHTML", package="python-fasthtml", interface="asgi"),
    "fasthtml.common.fast_app": Framework(name="FastHTML", package="python-fasthtml", interface="asgi"),
    "fasthtml.fastapp.fast_app": Framework(name="FastHTML", package="python-fasthtml", interface="asgi"),
    "flask.Flask": Framework(name="Flask", package="flask", interface="wsgi"),
    "flask.app.Flask": Framework(name="Flask", package="flask", interface="wsgi"),
    "connexion.FlaskApp": Framework(name="Connexion", package="connexion", interface="asgi"),
    "falcon.App": Framework(name="Falcon", package="falcon", interface="wsgi"),
    "bottle.Bottle": Framework(name="Bottle", package="bottle", interface="wsgi"),
    "dash.Dash": Framework(name="Dash", package="dash", interface="wsgi"),
    "sanic.Sanic": Framework(name="Sanic", package="sanic", interface="sanic"),
    "tornado.web.Application": Framework(name="Tornado", package="tornado", interface="own", stops=False),
    "aiohttp.web.Application": Framework(name="aiohttp", package="aiohttp", interface="own"),
}
