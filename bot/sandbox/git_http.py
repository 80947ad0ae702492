"""`git clone` and `git fetch` over HTTP: git's own CGI program, for reading alone."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.sandbox.world import World

SERVED = ("info/refs", "git-upload-pack")


def routes(world: World) -> list[Route]:
    async def serve(request: Request) -> Response:
        repo = world.repository(request.path_params["owner"], request.path_params["repo"])
        rest = request.path_params["rest"]
        if repo is None or rest not in SERVED or request.query_params.get("service", SERVED[1]) != SERVED[1]:
            return PlainTextResponse("Repository not found, or not to be written this way.", 404)
        variables = {
            "PATH": os.environ.get("PATH", os.defpath),
            "GIT_PROJECT_ROOT": str(repo.git.path.parent),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_PROTOCOL": request.headers.get("git-protocol", ""),
            "PATH_INFO": f"/{repo.git.path.name}/{rest}",
            "REQUEST_METHOD": request.method,
            "QUERY_STRING": request.url.query,
            "CONTENT_TYPE": request.headers.get("content-type", ""),
            "HTTP_CONTENT_ENCODING": request.headers.get("content-encoding", ""),
        }
        return await _run(variables, await request.body())

    return [Route("/{owner}/{repo}.git/{rest:path}", serve, methods=["GET", "POST"])]


async def _run(variables: dict[str, str], body: bytes) -> Response:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec("git", "http-backend", env=variables, stdin=pipe, stdout=pipe)
    output, _ = await process.communicate(body)
    head, _, content = output.partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
    status = int(headers.pop("Status", "200").split()[0])
    return Response(content, status, headers)
