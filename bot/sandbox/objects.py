"""Blobs, trees, commits and refs as GitHub's REST API shows them, and the names by which they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.commits import read_commit
from bot.sandbox.git import SHA, BadRef, MissingObject
from bot.sandbox.shapes import iso, user
from bot.sandbox.trees import FOLDER, PLAIN, SUBMODULE, Entry, find

if TYPE_CHECKING:
    from bot.sandbox.commits import Commit, Person
    from bot.sandbox.nouns import Account, Repository
    from bot.sandbox.shapes import Shape
    from bot.sandbox.world import World


def resolve(repo: Repository, name: str) -> Entry | None:
    """The object that a revision names: HEAD, a branch, a ref, an id, each with `:path` or `^{tree}` behind it."""
    revision, colon, path = name.partition(":")
    wants_tree = revision.endswith("^{tree}")
    sha = _revision(repo, revision.removesuffix("^{tree}"))
    if sha is None:
        return None
    try:
        kind, _ = repo.git.read(sha)
        if kind == "commit" and (colon or wants_tree):
            kind, sha = "tree", read_commit(repo.git, sha).tree
        if colon:
            return find(repo.git, sha, path) if kind == "tree" else None
    except MissingObject:
        return None
    return Entry({"commit": SUBMODULE, "tree": FOLDER}.get(kind, PLAIN), sha)


def _revision(repo: Repository, name: str) -> str | None:
    if SHA.fullmatch(name):
        return name
    if name == "HEAD":
        return repo.head
    for place in ("refs/heads/", "refs/tags/", ""):
        try:
            if sha := repo.git.ref(place + name):
                return sha
        except BadRef:
            continue
    return None


def entry_shape(repo: Repository, path: str, entry: Entry, base: str) -> Shape:
    """One entry of a tree; files say their size, submodules have no URL."""
    shape: Shape = {"path": path, "mode": entry.mode, "type": entry.kind, "sha": entry.sha}
    if entry.kind == "blob":
        shape["size"] = repo.git.size(entry.sha)
    if entry.kind != "commit":
        shape["url"] = f"{base}/repos/{repo.full_name}/git/{entry.kind}s/{entry.sha}"
    return shape


def ref_shape(repo: Repository, name: str, sha: str, base: str) -> Shape:
    api = f"{base}/repos/{repo.full_name}/git"
    target = {"type": "commit", "sha": sha, "url": f"{api}/commits/{sha}"}
    return {"ref": name, "node_id": f"REF_{repo.id}_{name}", "url": f"{api}/{name}", "object": target}


def commit_shape(repo: Repository, commit: Commit, base: str) -> Shape:
    """A commit as the Git Data API shows it."""
    api, web = f"{base}/repos/{repo.full_name}/git", f"{base}/{repo.full_name}/commit"
    return {
        "sha": commit.sha,
        "node_id": f"C_{commit.sha}",
        "url": f"{api}/commits/{commit.sha}",
        "html_url": f"{web}/{commit.sha}",
        "author": _person(commit.author),
        "committer": _person(commit.committer),
        "tree": {"sha": commit.tree, "url": f"{api}/trees/{commit.tree}"},
        "message": commit.message,
        "parents": [{"sha": sha, "url": f"{api}/commits/{sha}", "html_url": f"{web}/{sha}"} for sha in commit.parents],
        "verification": _verification(repo, commit),
    }


def _person(person: Person) -> Shape:
    return {"name": person.name, "email": person.email, "date": iso(person.at)}


def _verification(repo: Repository, commit: Commit) -> Shape:
    verified = commit.sha in repo.verified
    return {
        "verified": verified,
        "reason": "valid" if verified else "unsigned",
        "signature": "-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----" if verified else None,
        "payload": f"tree {commit.tree}" if verified else None,
        "verified_at": iso(commit.committer.at) if verified else None,
    }


def branch_commit_shape(world: World, repo: Repository, commit: Commit, base: str) -> Shape:
    """A commit as branches show it."""
    api, web = f"{base}/repos/{repo.full_name}", f"{base}/{repo.full_name}/commit"
    writer, maker = account_of(world, commit.author), account_of(world, commit.committer)
    return {
        "sha": commit.sha,
        "node_id": f"C_{commit.sha}",
        "url": f"{api}/commits/{commit.sha}",
        "html_url": f"{web}/{commit.sha}",
        "comments_url": f"{api}/commits/{commit.sha}/comments",
        "commit": {
            "url": f"{api}/git/commits/{commit.sha}",
            "author": _person(commit.author),
            "committer": _person(commit.committer),
            "message": commit.message,
            "tree": {"sha": commit.tree, "url": f"{api}/git/trees/{commit.tree}"},
            "comment_count": 0,
            "verification": _verification(repo, commit),
        },
        "author": user(writer, base) if writer else None,
        "committer": user(maker, base) if maker else None,
        "parents": [{"sha": sha, "url": f"{api}/commits/{sha}", "html_url": f"{web}/{sha}"} for sha in commit.parents],
    }


def account_of(world: World, person: Person) -> Account | None:
    """Whose commit it is, by the address that GitHub gives each account (`<id>+<login>@users.noreply.github.com`)."""
    login = person.email.removesuffix("@users.noreply.github.com").partition("+")[2]
    return world.accounts.get(login.lower())
