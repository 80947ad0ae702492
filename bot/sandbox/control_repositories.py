"""The controls of one repository: its switches, pushes, issues, comments and pull requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox import deeds, hooks, payloads, thread_shapes
from bot.sandbox.call import not_found
from bot.sandbox.door import base_url

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from bot.sandbox.nouns import Issue, Repository
    from bot.sandbox.world import World

Body = dict[str, Any]
Result = dict[str, object] | list[dict[str, object]]
SWITCHES = frozenset(
    {"archived", "disabled", "fork", "is_template", "private", "drafts", "tree_limit", "people", "default_branch"}
)


async def told(world: World, body: Body, event: str, payload: dict[str, object]) -> dict[str, object]:
    """Sends the webhook of a change, unless the caller wants it to be quiet."""
    if body.get("quiet"):
        return {}
    delivery = await hooks.send(world, event, payload, body.get("delivery_id", ""))
    return {"delivery": delivery.guid, "status": delivery.status}


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
        return await told(world, body, "repository", payload)
    if body.get("deleted"):
        payload = payloads.repository(world, repo, "deleted", base_url(request))
        world.remove(repo)
        return await told(world, body, "repository", payload)
    return {}


async def push(world: World, request: Request, body: Body) -> Result:
    repo, sender = _repo(world, request), world.account(body["author"])
    branch = body.get("branch") or repo.default_branch
    before = deeds.push(world, repo, branch, body["files"], author=sender, message=body.get("message", "A change"))
    payload = payloads.push(world, repo, f"refs/heads/{branch}", sender, base_url(request), before=before)
    return {"commit": repo.branch(branch) or "", **await told(world, body, "push", payload)}


async def open_issue(world: World, request: Request, body: Body) -> Result:
    repo = _repo(world, request)
    issue = world.add_issue(repo, world.account(body["author"]), body["title"], body.get("body"))
    return {"number": issue.number}


async def comment(world: World, request: Request, body: Body) -> Result:
    repo, issue = _issue(world, request)
    made = world.add_comment(repo, issue, world.account(body["author"]), body["body"])
    payload = payloads.issue_comment(world, repo, made, base_url(request))
    return {"id": made.id, **await told(world, body, "issue_comment", payload)}


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
    return await told(world, body, "pull_request", payload)


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


AT = "/repos/{owner}/{repo}"
DEEDS: tuple[tuple[str, str, Callable[[World, Request, Body], Awaitable[Result]]], ...] = (
    ("PATCH", AT, change_repository),
    ("POST", AT + "/commits", push),
    ("POST", AT + "/issues", open_issue),
    ("GET", AT + "/issues/{number:int}/comments", comments),
    ("POST", AT + "/issues/{number:int}/comments", comment),
    ("GET", AT + "/pulls", pulls),
    ("PATCH", AT + "/pulls/{number:int}", change_pull),
    ("GET", AT + "/refs", refs),
)
