"""The sandbox's own controls under /_sandbox: accounts, installations, webhooks, faults, the journal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.sandbox import control_repositories as repositories
from bot.sandbox import deeds, payloads
from bot.sandbox.call import Problem, not_found
from bot.sandbox.control_repositories import Body, Result, told
from bot.sandbox.door import base_url
from bot.sandbox.faults import Fault
from bot.sandbox.world import PERMISSIONS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from bot.sandbox.nouns import Repository
    from bot.sandbox.world import World

Deed = "Callable[[World, Request, Body], Awaitable[Result]]"


def routes(world: World) -> list[Route]:
    return [_route(world, method, "/_sandbox" + path, deed) for method, path, deed in (*DEEDS, *repositories.DEEDS)]


def _route(world: World, method: str, path: str, deed: Callable[[World, Request, Body], Awaitable[Result]]) -> Route:
    async def serve(request: Request) -> JSONResponse:
        body = await request.json() if method != "GET" else {}
        try:
            return JSONResponse(await deed(world, request, body))
        except Problem as problem:
            return JSONResponse(problem.body(), problem.status)
        except ValueError as error:
            return JSONResponse({"message": str(error)}, 422)

    return Route(path, serve, methods=[method])


async def settings(world: World, _: Request, body: Body) -> Result:
    world.hook_url = body.get("hook_url", world.hook_url)
    world.hook_secret = body.get("hook_secret", world.hook_secret)
    world.latency = body.get("latency_ms", world.latency * 1000) / 1000
    world.token_lifetime = timedelta(seconds=body.get("token_seconds", world.token_lifetime.total_seconds()))
    return {"latency_ms": world.latency * 1000, "hook_url": world.hook_url}


async def install(world: World, _: Request, body: Body) -> Result:
    """An account with its repositories, and the App installed on them."""
    account = world.account(body["account"], body.get("kind", "Organization"))
    ids: dict[str, object] = {}
    for name, content in body["repositories"].items():
        repo = world.add_repository(account, name)
        deeds.fill(world, repo, content)
        ids[name] = repo.id
    permissions = body.get("permissions") or dict(PERMISSIONS)
    installation = world.add_installation(
        account, {each for each in ids.values() if isinstance(each, int)}, permissions
    )
    installation.selection = body.get("selection", "selected")
    return {"id": installation.id, "account_id": account.id, "account": account.login, "repositories": ids}


async def change_installation(world: World, request: Request, body: Body) -> Result:
    """`action` is GitHub's: suspend, unsuspend, deleted, new_permissions_accepted (with `permissions`), or created."""
    installation = world.installations.get(request.path_params["number"])
    if installation is None:
        raise not_found()
    action, base = body["action"], base_url(request)
    if action in ("suspend", "unsuspend"):
        installation.suspended_at = world.now() if action == "suspend" else None
    if action == "new_permissions_accepted":
        installation.permissions = {"metadata": "read", **body["permissions"]}
    payload = payloads.installation(world, installation, action, base)
    if action == "deleted":
        del world.installations[installation.id]
    return await told(world, body, "installation", payload)


async def change_selection(world: World, request: Request, body: Body) -> Result:
    """Adds repositories (name → content) to an installation, or removes some (a list of names)."""
    installation = world.installations.get(request.path_params["number"])
    if installation is None:
        raise not_found()
    moved: list[Repository] = []
    for name, content in body.get("add", {}).items():
        repo = world.repository(installation.account.login, name)
        if repo is None:
            repo = world.add_repository(installation.account, name)
            deeds.fill(world, repo, content)
        installation.repositories.add(repo.id)
        moved.append(repo)
    for name in body.get("remove", ()):
        repo = world.repository(installation.account.login, name)
        if repo is None:
            raise not_found()
        installation.repositories.discard(repo.id)
        moved.append(repo)
    action = "added" if "add" in body else "removed"
    payload = payloads.installation_repositories(world, installation, action, moved, base_url(request))
    sent = await told(world, body, "installation_repositories", payload)
    return {**sent, "repositories": {repo.name: repo.id for repo in moved}}


async def deliver(world: World, _: Request, body: Body) -> Result:
    return await told(world, body, body["event"], body["payload"])


async def deliveries(world: World, _: Request, __: Body) -> Result:
    return [{"id": each.guid, "event": each.event, "status": each.status} for each in world.deliveries]


async def fault(world: World, _: Request, body: Body) -> Result:
    world.faults.append(Fault(**body))
    return {}


async def expire_tokens(world: World, _: Request, __: Body) -> Result:
    count = len(world.tokens)
    world.tokens.clear()
    return {"expired": count}


async def reset(world: World, _: Request, __: Body) -> Result:
    world.reset()
    return {}


async def journal(world: World, request: Request, _: Body) -> Result:
    return world.journal.after(int(request.query_params.get("after", "0")))


async def ping(world: World, request: Request, body: Body) -> Result:
    return await told(world, body, "ping", payloads.ping(world, base_url(request)))


DEEDS: tuple[tuple[str, str, Callable[[World, Request, Body], Awaitable[Result]]], ...] = (
    ("PATCH", "/settings", settings),
    ("POST", "/installations", install),
    ("PATCH", "/installations/{number:int}", change_installation),
    ("PATCH", "/installations/{number:int}/repositories", change_selection),
    ("POST", "/deliveries", deliver),
    ("GET", "/deliveries", deliveries),
    ("POST", "/ping", ping),
    ("POST", "/faults", fault),
    ("POST", "/tokens/expire", expire_tokens),
    ("GET", "/journal", journal),
    ("POST", "/reset", reset),
)
