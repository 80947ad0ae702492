"""git's objects, and accounts, as GraphQL shows them: each view maps a field to a value or to a function."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.sandbox.commits import read_commit
from bot.sandbox.objects import account_of, resolve
from bot.sandbox.shapes import iso, node_id
from bot.sandbox.trees import FOLDER, SUBMODULE, find, read_tree

if TYPE_CHECKING:
    from bot.sandbox.call import Call
    from bot.sandbox.commits import Person
    from bot.sandbox.nouns import Account, Repository
    from bot.sandbox.trees import Entry

View = dict[str, object]
LONGEST_TEXT = 512 * 1024  # bytes of a blob's text, beyond which it is cut
BINARY_WITHIN = 8000  # bytes in which a NUL makes a blob binary


def actor(account: Account, base: str, kind: str = "") -> View:
    return {
        "__typename": kind or account.kind,
        "id": node_id("U", account.id),
        "databaseId": account.id,
        "login": account.login,
        "url": f"{base}/{quote(account.login)}",
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


def named_object(call: Call, repo: Repository, expression: str = "", oid: str = "") -> View | None:
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
