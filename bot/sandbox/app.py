"""The sandbox as an ASGI application: GitHub's REST and GraphQL APIs, git over HTTP, pages, and the controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import JSONResponse

from bot.sandbox import (
    control,
    git_http,
    graphql_api,
    page,
    rest_app,
    rest_git,
    rest_hook,
    rest_issues,
    rest_pulls,
    rest_repositories,
)
from bot.sandbox.call import not_found
from bot.sandbox.door import route

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.sandbox.world import World

API = (rest_app, rest_hook, rest_repositories, rest_git, rest_pulls, rest_issues, graphql_api)


def create_app(world: World) -> Starlette:
    """The application over one world; tests call it without a socket."""
    api = [route(world, endpoint) for module in API for endpoint in module.ENDPOINTS]
    # The deeper paths first, since a branch or a file may be called anything.
    api.sort(key=lambda each: (":path}" in each.path, -each.path.count("/")))
    routes = [*control.routes(world), *api, *git_http.routes(world), *page.routes(world)]
    return Starlette(routes=routes, exception_handlers={404: _missing, 405: _missing})


async def _missing(_: Request, __: Exception) -> JSONResponse:
    """GitHub answers a path or method that it does not know with 404."""
    problem = not_found()
    return JSONResponse(problem.body(), problem.status)
