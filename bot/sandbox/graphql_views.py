"""The values of GraphQL's fields: each view maps a field to a value, or to a function of its arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bot.sandbox.auth import may
from bot.sandbox.commits import read_commit
from bot.sandbox.objects import account_of, resolve
from bot.sandbox.shapes import iso, node_id
from bot.sandbox.thread_shapes import head_of, part
from bot.sandbox.trees import FOLDER, SUBMODULE, find, read_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.call import Call
    from bot.sandbox.commits import Person
    from bot.sandbox.nouns import Account, Issue, Repository
    from bot.sandbox.trees import Entry

View = dict[str, object]
ORDERS: dict[str, Callable[[Issue], Any]] = {
    "CREATED_AT": lambda issue: issue.number,
    "UPDATED_AT": lambda issue: issue.updated_at,
    "COMMENTS": lambda issue: len(issue.comments),
}
LONGEST_TEXT = 512 * 1024  # bytes of a blob's text, beyond which it is cut
BINARY_WITHIN = 8000  # bytes in which a NUL makes a blob binary


class Trouble(Exception):
    """An error in GitHub's shape: `kind` is its type (NOT_FOUND, FORBIDDEN)."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def check(call: Call, repo: Repository, permission: str, level: str = "read") -> None:
    """Raises Trouble unless the token may do that."""
    assert call.token is not None  # noqa: S101  the door lets nobody in without
    reads_public = level == "read" and not repo.private
    stranger = reads_public and repo.id not in call.token.repositories
    if not stranger and not may(call.token.permissions, permission, level):
        raise Trouble("FORBIDDEN", "Resource not accessible by integration")
    if level == "write" and repo.archived:
        raise Trouble("UNPROCESSABLE", "Repository was archived so is read-only.")


def guarded(call: Call, repo: Repository, permission: str, view: Callable[..., object]) -> Callable[..., object]:
    """A field that answers only to a token with the permission."""

    def field(_: object, **arguments: Any) -> object:
        check(call, repo, permission)
        return view(**arguments)

    return field


def actor(account: Account, base: str, kind: str = "") -> View:
    return {
        "__typename": kind or account.kind,
        "id": node_id("U", account.id),
        "databaseId": account.id,
        "login": account.login,
        "url": f"{base}/{quote(account.login)}",
    }


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
        "object": guarded(call, repo, "contents", lambda **asked: _object(call, repo, **asked)),
        "pullRequest": guarded(call, repo, "pull_requests", lambda number: one_pull(call, repo, number)),
        "pullRequests": guarded(call, repo, "pull_requests", lambda **arguments: pulls(call, repo, **arguments)),
    }


def ref(call: Call, repo: Repository, name: str) -> View | None:
    """A ref by its full name or by a branch's name; None when it is not there."""
    full = name if name.startswith("refs/") else f"refs/heads/{name}"
    entry = resolve(repo, full)
    if entry is None:
        return None
    prefix = "/".join(full.split("/")[:2]) + "/"
    short = full.removeprefix(prefix)
    return {"id": f"REF_{repo.id}_{full}", "name": short, "prefix": prefix, "target": git_object(call, repo, entry)}


def _object(call: Call, repo: Repository, expression: str = "", oid: str = "") -> View | None:
    return git_object(call, repo, resolve(repo, oid or expression))


def git_object(call: Call, repo: Repository, entry: Entry | None) -> View | None:
    if entry is None:
        return None
    view: View = {"id": f"G_{entry.sha}", "oid": entry.sha, "abbreviatedOid": entry.sha[:7]}
    if entry.mode == SUBMODULE:
        return view | commit(call, repo, entry.sha)
    if entry.mode == FOLDER:
        return view | {"__typename": "Tree", "entries": lambda _: entries(call, repo, entry.sha)}
    return view | blob(repo.git.read_kind(entry.sha, "blob"))


def blob(content: bytes) -> View:
    binary = b"\x00" in content[:BINARY_WITHIN]
    return {
        "__typename": "Blob",
        "byteSize": len(content),
        "isBinary": binary,
        "isTruncated": len(content) > LONGEST_TEXT and not binary,
        "text": None if binary else content[:LONGEST_TEXT].decode("utf-8", "replace"),
    }


def entries(call: Call, repo: Repository, tree: str) -> list[View]:
    return [
        {
            "name": name,
            "path": name,
            "mode": int(entry.mode, 8),
            "type": entry.kind,
            "oid": entry.sha,
            "size": repo.git.size(entry.sha) if entry.kind == "blob" else 0,
            "object": lambda _, entry=entry: None if entry.kind == "commit" else git_object(call, repo, entry),
        }
        for name, entry in read_tree(repo.git, tree).items()
    ]


def commit(call: Call, repo: Repository, sha: str) -> View:
    it = read_commit(repo.git, sha)
    tree = find(repo.git, it.tree, "")
    return {
        "__typename": "Commit",
        "author": person(call, it.author),
        "committer": person(call, it.committer),
        "authoredDate": iso(it.author.at),
        "committedDate": iso(it.committer.at),
        "message": it.message,
        "messageHeadline": it.message.partition("\n")[0],
        "parents": lambda _, **__: {
            "nodes": [git_object(call, repo, resolve(repo, parent)) for parent in it.parents],
            "totalCount": len(it.parents),
        },
        "tree": lambda _: git_object(call, repo, tree),
        "url": f"{call.base}/{repo.full_name}/commit/{sha}",
    }


def person(call: Call, it: Person) -> View:
    """GitHub shows the account of an App here as a user whose login ends in `[bot]`."""
    account = account_of(call.world, it)
    user = actor(account, call.base, "User") if account else None
    return {"name": it.name, "email": it.email, "date": iso(it.at), "user": user}


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
