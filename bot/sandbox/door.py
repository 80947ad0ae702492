"""The one way into the API: latency, faults, who calls, what it may, the handler, the journal, GitHub's headers."""

from __future__ import annotations

import asyncio
import hashlib
import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.auth import check_access, check_app, check_token
from bot.sandbox.call import Answer, Call, Problem
from bot.sandbox.faults import take
from bot.sandbox.journal import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from bot.sandbox.nouns import Repository, Token
    from bot.sandbox.world import World

LIMIT = 5000  # requests an hour
Need = tuple[str, str]  # a permission and its level


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """`needs` are permissions of which one suffices; none at all means that the App itself calls, by its JWT."""

    method: str
    path: str
    handle: Callable[[Call], Answer]
    needs: tuple[Need, ...] = ()


def route(world: World, endpoint: Endpoint) -> Route:
    async def serve(request: Request) -> Response:
        raw = await request.body()
        await asyncio.sleep(world.latency / 2)
        number = world.journal.next()
        fault = take(world.faults, request.method, request.url.path)
        token: Token | None = None
        answer = Answer(body={"message": fault.message}, status=fault.status, headers=fault.headers) if fault else None
        if fault is None or fault.did:
            token, true_answer = _answer(world, endpoint, request, raw)
            answer = answer or true_answer
        assert answer is not None  # noqa: S101  a fault has made it, or the handler
        world.journal.add(_line(world, endpoint, request, answer, number=number, token=token))
        await asyncio.sleep(world.latency / 2)
        return _response(world, request, answer, token)

    return Route(endpoint.path, serve, methods=[endpoint.method])


def _answer(world: World, endpoint: Endpoint, request: Request, raw: bytes) -> tuple[Token | None, Answer]:
    """The one place where a Problem becomes an answer."""
    token: Token | None = None
    try:
        header = request.headers.get("authorization", "")
        if endpoint.needs:
            token = check_token(world, header)
        else:
            check_app(world, header)
        return token, endpoint.handle(_call(world, endpoint, request, raw, token))
    except Problem as problem:
        return token, Answer(body=problem.body(), status=problem.status, headers=problem.headers)


def _call(world: World, endpoint: Endpoint, request: Request, raw: bytes, token: Token | None) -> Call:
    found: Repository | None = None
    if "owner" in request.path_params:
        found = _repository(world, endpoint, request, token)
    return Call(
        world=world,
        base=base_url(request),
        url=str(request.url.replace(query="")),
        path=request.path_params,
        query=request.query_params,
        body=_json(raw),
        token=token,
        found=found,
    )


def _repository(world: World, endpoint: Endpoint, request: Request, token: Token | None) -> Repository | None:
    owner, name = request.path_params["owner"], request.path_params["repo"]
    found = world.repository(owner, name)
    if token is None:
        return found
    found = check_access(token, found, endpoint.needs)
    if found.full_name.lower() != f"{owner}/{name}".lower():
        moved = str(request.url).replace(f"/repos/{owner}/{name}", f"/repos/{found.full_name}", 1)
        raise Problem(301 if request.method == "GET" else 307, "Moved Permanently", headers={"Location": moved})
    return found


def _json(raw: bytes) -> Mapping[str, Any]:
    if not raw:
        return {}
    try:
        body = json.loads(raw)
    except ValueError:
        raise Problem(400, "Problems parsing JSON") from None
    if not isinstance(body, dict):
        raise Problem(400, "Body should be a JSON object")
    return body


def base_url(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"


def _line(
    world: World, endpoint: Endpoint, request: Request, answer: Answer, *, number: int, token: Token | None
) -> Line:
    params = request.path_params
    reads = request.method == "GET"
    return Line(
        n=number,
        at=world.clock(),
        method=request.method,
        path=request.url.path,
        query=request.url.query,
        operation=answer.operation or endpoint.path,
        kind=answer.kind or ("token" if endpoint.path.endswith("/access_tokens") else "read" if reads else "write"),
        status=answer.status,
        repository=answer.repository or (f"{params['owner']}/{params['repo']}" if "owner" in params else ""),
        installation=token.installation if token else None,
    )


def _response(world: World, request: Request, answer: Answer, token: Token | None) -> Response:
    body = b"" if answer.status == 204 else json.dumps(answer.body, separators=(",", ":")).encode()
    headers = _limits(world, token.installation if token else 0)
    headers |= {"x-github-request-id": uuid.uuid4().hex[:20].upper(), "x-github-media-type": "github.v3; format=json"}
    headers |= {"content-type": "application/json; charset=utf-8", "server": "github.com"}
    status = answer.status
    if request.method == "GET" and status == 200:
        tag = f'W/"{hashlib.sha256(body).hexdigest()}"'
        headers |= {"etag": tag, "cache-control": "private, max-age=60, s-maxage=60"}
        if request.headers.get("if-none-match") == tag:
            status, body = 304, b""
    return Response(body, status, headers | dict(answer.headers))


def _limits(world: World, installation: int) -> dict[str, str]:
    world.used[installation] += 1
    used = min(world.used[installation], LIMIT)
    limits = {"limit": LIMIT, "remaining": LIMIT - used, "used": used, "reset": int(world.now().timestamp()) + 3600}
    return {f"x-ratelimit-{name}": str(value) for name, value in limits.items()} | {"x-ratelimit-resource": "core"}
