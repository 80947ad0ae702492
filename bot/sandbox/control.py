"""The sandbox's own controls under /_sandbox: what people, tests and the demo do to it, and what they look at."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.sandbox import deeds, hooks, payloads, thread_shapes
from bot.sandbox.call import Problem, not_found
from bot.sandbox.door import base_url
from bot.sandbox.faults import Fault
from bot.sandbox.world import PERMISSIONS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from bot.sandbox.nouns import Issue, Repository
    from bot.sandbox.world import World

Body = dict[str, Any]
Result = dict[str, object] | list[dict[str, object]]
Deed = "Callable[[World, Request, Body], Awaitable[Result]]"
SWITCHES = frozenset(
    {"archived", "disabled", "fork", "is_template", "private", "drafts", "tree_limit", "people", "default_branch"}
)


def routes(world: World) -> list[Route]:
    return [_route(world, method, "/_sandbox" + path, deed) for method, path, deed in DEEDS]


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


def _repo(world: World, request: Request) -> Repository:
    found = world.repository(request.path_params["owner"], request.path_params["repo"])
    if found is None:
        raise not_found()
    return found


def _issue(world: World, request: Request) -> tuple[Repository, Issue]:
    repo = _repo(world, request)
    issue = repo.issues.get(request.path_params["number"])
    if issue is None:
        raise not_found()
    return repo, issue


async def _told(world: World, body: Body, event: str, payload: dict[str, object]) -> dict[str, object]:
    """Sends the webhook of a change, unless the caller wants it to be quiet."""
    if body.get("quiet"):
        return {}
    delivery = await hooks.send(world, event, payload, body.get("delivery_id", ""))
    return {"delivery": delivery.guid, "status": delivery.status}


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
    return await _told(world, body, "installation", payload)


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
    told = await _told(world, body, "installation_repositories", payload)
    return {**told, "repositories": {repo.name: repo.id for repo in moved}}


async def change_repository(world: World, request: Request, body: Body) -> Result:
    """Switches of a repository; a new `name` renames it and tells so, `deleted` takes it away and tells so."""
    repo = _repo(world, request)
    for name in SWITCHES & body.keys():
        setattr(repo, name, body[name])
    repo.git.set_head(repo.default_branch)
    if "name" in body:
        former = repo.name
        world.rename(repo, body["name"])
        payload = payloads.repository(world, repo, "renamed", base_url(request), former)
        return await _told(world, body, "repository", payload)
    if body.get("deleted"):
        payload = payloads.repository(world, repo, "deleted", base_url(request))
        world.remove(repo)
        return await _told(world, body, "repository", payload)
    return {}


async def push(world: World, request: Request, body: Body) -> Result:
    repo, sender = _repo(world, request), world.account(body["author"])
    branch = body.get("branch") or repo.default_branch
    before = deeds.push(world, repo, branch, body["files"], sender, body.get("message", "A change"))
    payload = payloads.push(world, repo, f"refs/heads/{branch}", before, sender, base_url(request))
    return {"commit": repo.branch(branch) or "", **await _told(world, body, "push", payload)}


async def open_issue(world: World, request: Request, body: Body) -> Result:
    repo = _repo(world, request)
    issue = world.add_issue(repo, world.account(body["author"]), body["title"], body.get("body"))
    return {"number": issue.number}


async def comment(world: World, request: Request, body: Body) -> Result:
    repo, issue = _issue(world, request)
    made = world.add_comment(repo, issue, world.account(body["author"]), body["body"])
    payload = payloads.issue_comment(world, repo, made, base_url(request))
    return {"id": made.id, **await _told(world, body, "issue_comment", payload)}


async def comments(world: World, request: Request, _: Body) -> Result:
    """The comments of an issue or pull request, each with its reactions."""
    repo, issue = _issue(world, request)
    base = base_url(request)
    return [
        thread_shapes.comment(repo, each, base)
        | {"reactions": [thread_shapes.reaction(reaction, base) for reaction in each.reactions]}
        for each in (repo.comments[number] for number in issue.comments)
    ]


async def change_pull(world: World, request: Request, body: Body) -> Result:
    """`state` is open, closed or merged."""
    repo, issue = _issue(world, request)
    state = body["state"]
    if state == "merged":
        deeds.merge(world, repo, issue)
    else:
        world.set_state(repo, issue, state)
    action = "reopened" if state == "open" else "closed"
    payload = payloads.pull_request(world, repo, issue, action, base_url(request))
    return await _told(world, body, "pull_request", payload)


async def pulls(world: World, request: Request, _: Body) -> Result:
    """Pull requests in every state, oldest first, each with the texts of the files that it adds or changes."""
    repo, base = _repo(world, request), base_url(request)
    return [
        thread_shapes.full_pull(repo, issue, base)
        | {
            "files": {
                change.path: repo.git.read_kind(change.sha, "blob").decode("utf-8", "replace")
                for change in thread_shapes.changes(repo, issue)
                if change.status != "removed"
            }
        }
        for issue in repo.issues.values()
        if issue.pull
    ]


async def refs(world: World, request: Request, _: Body) -> Result:
    return dict(_repo(world, request).git.refs("refs/heads/"))


async def deliver(world: World, _: Request, body: Body) -> Result:
    return await _told(world, body, body["event"], body["payload"])


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
    return await _told(world, body, "ping", payloads.ping(world, base_url(request)))


AT = "/repos/{owner}/{repo}"
DEEDS: tuple[tuple[str, str, Callable[[World, Request, Body], Awaitable[Result]]], ...] = (
    ("PATCH", "/settings", settings),
    ("POST", "/installations", install),
    ("PATCH", "/installations/{number:int}", change_installation),
    ("PATCH", "/installations/{number:int}/repositories", change_selection),
    ("PATCH", AT, change_repository),
    ("POST", AT + "/commits", push),
    ("POST", AT + "/issues", open_issue),
    ("GET", AT + "/issues/{number:int}/comments", comments),
    ("POST", AT + "/issues/{number:int}/comments", comment),
    ("GET", AT + "/pulls", pulls),
    ("PATCH", AT + "/pulls/{number:int}", change_pull),
    ("GET", AT + "/refs", refs),
    ("POST", "/deliveries", deliver),
    ("GET", "/deliveries", deliveries),
    ("POST", "/ping", ping),
    ("POST", "/faults", fault),
    ("POST", "/tokens/expire", expire_tokens),
    ("GET", "/journal", journal),
    ("POST", "/reset", reset),
)
