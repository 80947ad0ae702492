"""Repositories, their branches, files and people."""

from __future__ import annotations

from base64 import b64encode

from bot.sandbox import shapes
from bot.sandbox.call import Answer, Call, Problem, not_found
from bot.sandbox.commits import read_commit
from bot.sandbox.door import Endpoint
from bot.sandbox.objects import branch_commit_shape, resolve
from bot.sandbox.trees import SUBMODULE, Entry, find, read_tree

ROLES = ("admin", "maintain", "write", "triage", "read")
# The role's word of old: only these four are ever in `permission`.
PERMISSION = {"maintain": "write", "triage": "read"}


def get_repository(call: Call) -> Answer:
    return Answer(body=shapes.full_repository(call.repo, call.base))


def get_branch(call: Call) -> Answer:
    name = call.path["branch"]
    sha = call.repo.branch(name)
    if sha is None:
        raise Problem(404, "Branch not found")
    url = f"{call.base}/repos/{call.repo.full_name}/branches/{name}"
    body: dict[str, object] = {
        "name": name,
        "commit": branch_commit_shape(call.world, call.repo, read_commit(call.repo.git, sha), call.base),
        "_links": {"self": url, "html": f"{call.base}/{call.repo.full_name}/tree/{name}"},
        "protected": False,
        "protection": {
            "enabled": False,
            "required_status_checks": {"enforcement_level": "off", "contexts": [], "checks": []},
        },
        "protection_url": f"{url}/protection",
    }
    return Answer(body=body)


def get_contents(call: Call) -> Answer:
    """A file with its content, or what a folder holds."""
    if call.repo.head is None:
        raise Problem(404, "This repository is empty.")
    ref, path = call.query.get("ref") or call.repo.default_branch, call.path["path"].strip("/")
    tree = resolve(call.repo, ref + "^{tree}")
    if tree is None:
        raise Problem(404, f"No commit found for the ref {ref}")
    entry = find(call.repo.git, tree.sha, path)
    if entry is None:
        raise not_found()
    if entry.kind != "tree":
        return Answer(body=_content(call, path, entry, ref, whole=True))
    names = read_tree(call.repo.git, entry.sha)
    return Answer(body=[_content(call, f"{path}/{name}".lstrip("/"), each, ref) for name, each in names.items()])


def _content(call: Call, path: str, entry: Entry, ref: str, *, whole: bool = False) -> dict[str, object]:
    api, web = f"{call.base}/repos/{call.repo.full_name}", f"{call.base}/{call.repo.full_name}"
    url = f"{api}/contents/{path}?ref={ref}"
    kind = {"tree": "dir", "commit": "submodule"}.get(entry.kind, "symlink" if entry.mode == "120000" else "file")
    git_url = f"{api}/git/{'trees' if entry.kind == 'tree' else 'blobs'}/{entry.sha}"
    html = f"{web}/{'tree' if entry.kind == 'tree' else 'blob'}/{ref}/{path}"
    shape: dict[str, object] = {
        "type": kind,
        "name": path.rpartition("/")[2],
        "path": path,
        "sha": entry.sha,
        "size": call.repo.git.size(entry.sha) if entry.kind == "blob" else 0,
        "url": url,
        "git_url": git_url,
        "html_url": html,
        "download_url": f"{web}/raw/{ref}/{path}" if entry.kind == "blob" else None,
        "_links": {"self": url, "git": git_url, "html": html},
    }
    if whole and kind == "symlink":
        return shape | {"target": call.repo.git.read_kind(entry.sha, "blob").decode("utf-8", "replace")}
    if whole and entry.mode == SUBMODULE:
        return shape | {"submodule_git_url": f"{web}.git"}
    if whole:
        content = b64encode(call.repo.git.read_kind(entry.sha, "blob")).decode()
        return shape | {"encoding": "base64", "content": content}
    return shape


def get_permission(call: Call) -> Answer:
    """What somebody may do; people without a role may read what is public, and nothing else."""
    account = call.world.accounts.get(call.path["username"].lower())
    if account is None:
        raise not_found()
    role = call.repo.people.get(account.login) or ("none" if call.repo.private else "read")
    at = ROLES.index(role) if role in ROLES else len(ROLES)
    names = ("admin", "maintain", "push", "triage", "pull")
    user = shapes.user(account, call.base) | {
        "permissions": {name: at <= n for n, name in enumerate(names)},
        "role_name": role,
    }
    return Answer(body={"permission": PERMISSION.get(role, role), "role_name": role, "user": user})


METADATA, READ = (("metadata", "read"),), (("contents", "read"),)
AT = "/repos/{owner}/{repo}"
ENDPOINTS = (
    Endpoint(method="GET", path=AT, handle=get_repository, needs=METADATA),
    Endpoint(method="GET", path=AT + "/branches/{branch:path}", handle=get_branch, needs=READ),
    Endpoint(method="GET", path=AT + "/contents/{path:path}", handle=get_contents, needs=READ),
    Endpoint(method="GET", path=AT + "/collaborators/{username}/permission", handle=get_permission, needs=METADATA),
)
