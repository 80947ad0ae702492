"""What GraphQL's fields of a repository hold: each view maps a field to a value, or to a function of its arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.auth import may
from bot.sandbox.graphql_objects import actor, named_object, ref
from bot.sandbox.shapes import iso, node_id
from bot.sandbox.thread_shapes import head_of, part

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.call import Call
    from bot.sandbox.graphql_objects import View
    from bot.sandbox.nouns import Issue, Repository

ORDERS: dict[str, Callable[[Issue], Any]] = {
    "CREATED_AT": lambda issue: issue.number,
    "UPDATED_AT": lambda issue: issue.updated_at,
    "COMMENTS": lambda issue: len(issue.comments),
}


class Trouble(Exception):
    """An error in GitHub's shape: `kind` is its type (NOT_FOUND, FORBIDDEN)."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def check(call: Call, repo: Repository, permission: str, level: str = "read") -> None:
    """Raises Trouble unless the token may do that."""
    assert call.token is not None  # noqa: S101  the door lets nobody in without
    own = repo.id in call.token.repositories
    if not (may(call.token.permissions, permission, level) if own else level == "read" and not repo.private):
        raise Trouble("FORBIDDEN", "Resource not accessible by integration")
    if level == "write" and repo.archived:
        raise Trouble("UNPROCESSABLE", "Repository was archived so is read-only.")


def guarded(call: Call, repo: Repository, permission: str, view: Callable[..., object]) -> Callable[..., object]:
    """A field that answers only to a token with the permission."""

    def field(_: object, **arguments: Any) -> object:
        check(call, repo, permission)
        return view(**arguments)

    return field


def repository(call: Call, repo: Repository) -> View:
    return {
        "__typename": "Repository",
        "id": node_id("R", repo.id),
        "databaseId": repo.id,
        "name": repo.name,
        "nameWithOwner": repo.full_name,
        "owner": actor(repo.owner, call.base),
        "url": f"{call.base}/{repo.full_name}",
        "isArchived": repo.archived,
        "isDisabled": repo.disabled,
        "isEmpty": repo.head is None,
        "isFork": repo.fork,
        "isLocked": False,
        "isPrivate": repo.private,
        "isTemplate": repo.is_template,
        "visibility": "PRIVATE" if repo.private else "PUBLIC",
        "createdAt": iso(repo.created_at),
        "pushedAt": iso(repo.pushed_at),
        "defaultBranchRef": guarded(call, repo, "contents", lambda: ref(call, repo, repo.default_branch)),
        "ref": guarded(call, repo, "contents", lambda **asked: ref(call, repo, asked["qualifiedName"])),
        "object": guarded(call, repo, "contents", lambda **asked: named_object(call, repo, **asked)),
        "pullRequest": guarded(call, repo, "pull_requests", lambda number: one_pull(call, repo, number)),
        "pullRequests": guarded(call, repo, "pull_requests", lambda **arguments: pulls(call, repo, **arguments)),
    }


def one_pull(call: Call, repo: Repository, number: int) -> View:
    issue = repo.issues.get(number)
    if issue is None or issue.pull is None:
        raise Trouble("NOT_FOUND", f"Could not resolve to a PullRequest with the number of {number}.")
    return pull(call, repo, issue)


def pull(call: Call, repo: Repository, issue: Issue) -> View:
    it = part(issue)
    return {
        "__typename": "PullRequest",
        "id": node_id("PR", issue.id),
        "databaseId": issue.id,
        "number": issue.number,
        "url": f"{call.base}/{repo.full_name}/pull/{issue.number}",
        "title": issue.title,
        "body": issue.body or "",
        "state": state(issue),
        "author": actor(issue.author, call.base),
        "closed": issue.state == "closed",
        "closedAt": iso(issue.closed_at),
        "createdAt": iso(issue.created_at),
        "updatedAt": iso(issue.updated_at),
        "merged": it.merged_at is not None,
        "mergedAt": iso(it.merged_at),
        "isCrossRepository": False,
        "isDraft": it.draft,
        "baseRefName": it.base,
        "baseRefOid": repo.branch(it.base) or it.base_sha,
        "baseRepository": lambda _: repository(call, repo),
        "headRefName": it.head,
        "headRefOid": head_of(repo, issue),
        "headRepository": lambda _: repository(call, repo),
    }


def state(issue: Issue) -> str:
    return "MERGED" if part(issue).merged_at else issue.state.upper()


def pulls(call: Call, repo: Repository, **asked: Any) -> View:
    """Those that were asked for: oldest first unless ordered, `first` or `last` of them after or before a cursor."""
    found = [
        issue
        for issue in repo.issues.values()
        if issue.pull
        and asked.get("headRefName") in (None, issue.pull.head)
        and asked.get("baseRefName") in (None, issue.pull.base)
        and (asked.get("states") is None or state(issue) in asked["states"])
    ]
    order = asked.get("orderBy")
    if order:
        found.sort(key=ORDERS[order["field"]], reverse=order["direction"] == "DESC")
    return connection(call, repo, found, **asked)


def connection(call: Call, repo: Repository, found: list[Issue], **asked: Any) -> View:
    first, last = asked.get("first"), asked.get("last")
    if first is None and last is None:
        message = "You must provide a `first` or `last` value to properly paginate the `pullRequests` connection."
        raise Trouble("MISSING_PAGINATION_BOUNDARIES", message)
    start = int(asked.get("after") or 0)
    end = int(asked.get("before") or len(found) + 1) - 1
    if first is not None:
        end = min(end, start + first)
    if last is not None:
        start = max(start, end - last)
    shown = found[start:end]
    info = {
        "startCursor": str(start + 1) if shown else None,
        "endCursor": str(end) if shown else None,
        "hasNextPage": end < len(found),
        "hasPreviousPage": start > 0,
    }
    return {"nodes": [pull(call, repo, each) for each in shown], "totalCount": len(found), "pageInfo": info}
