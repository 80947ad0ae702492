"""GitHub's Git Data API: trees, blobs, commits and refs."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from itertools import islice
from typing import TYPE_CHECKING, Any

from bot.sandbox.auth import may
from bot.sandbox.call import Answer, Call, Problem, failed_validation, forbidden, not_found, unprocessable
from bot.sandbox.commits import Person, ancestors, read_commit, write_commit
from bot.sandbox.door import Endpoint
from bot.sandbox.git import SHA, BadRef, MissingObject
from bot.sandbox.objects import commit_shape, entry_shape, ref_shape, resolve
from bot.sandbox.trees import FOLDER, KINDS, PLAIN, SUBMODULE, Entry, update_tree, walk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MODES = frozenset({PLAIN, "100755", FOLDER, SUBMODULE, "120000"})
WORKFLOWS = ".github/workflows/"


def _not_empty(call: Call) -> None:
    if not any(True for _ in call.repo.git.refs("refs/")):
        raise Problem(409, "Git Repository is empty.")


def get_tree(call: Call) -> Answer:
    _not_empty(call)
    git = call.repo.git
    entry = resolve(call.repo, call.path["tree_sha"])
    sha = read_commit(git, entry.sha).tree if entry and entry.kind == "commit" else entry.sha if entry else ""
    try:
        items = list(islice(walk(git, sha, recursive="recursive" in call.query), call.repo.tree_limit + 1))
    except MissingObject:
        raise not_found() from None
    shown = [entry_shape(call.repo, path, each, call.base) for path, each in items[: call.repo.tree_limit]]
    return Answer(body=_tree(call, sha, shown, truncated=len(items) > call.repo.tree_limit))


def _tree(call: Call, sha: str, entries: Sequence[object], *, truncated: bool = False) -> dict[str, object]:
    url = f"{call.base}/repos/{call.repo.full_name}/git/trees/{sha}"
    return {"sha": sha, "url": url, "tree": entries, "truncated": truncated}


def create_tree(call: Call) -> Answer:
    _not_empty(call)
    items = call.body.get("tree")
    if not isinstance(items, list):
        raise unprocessable('Invalid request.\n\n"tree" wasn\'t supplied.')
    changes = dict(_change(call, item) for item in items)
    if any(path.startswith(WORKFLOWS) for path in changes) and not _may_write_workflows(call):
        raise forbidden()
    git = call.repo.git
    try:
        sha = update_tree(git, call.body.get("base_tree"), changes)
    except MissingObject:
        raise unprocessable("base_tree is not a valid tree oid") from None
    shown = [entry_shape(call.repo, path, each, call.base) for path, each in walk(git, sha, recursive=False)]
    return Answer(body=_tree(call, sha, shown), status=201)


def _may_write_workflows(call: Call) -> bool:
    return call.token is not None and may(call.token.permissions, "workflows", "write")


def _change(call: Call, item: Mapping[str, Any]) -> tuple[str, Entry | None]:
    """One entry of a new tree: with its content, or with the id of what is there; a null id removes."""
    path, mode, git = item.get("path"), item.get("mode", PLAIN), call.repo.git
    if not isinstance(path, str) or any(name in ("", ".", "..", ".git") for name in path.split("/")):
        raise unprocessable("tree.path contains a malformed path component")
    if mode not in MODES:
        raise unprocessable(f"tree.mode must be one of {', '.join(sorted(MODES))}")
    if "content" in item:
        return path, Entry(mode, git.write("blob", str(item["content"]).encode()))
    sha = item.get("sha")
    if sha is None:
        return path, None
    try:
        kind = KINDS.get(mode, "blob")
        if mode != SUBMODULE:
            git.read_kind(str(sha), kind)
    except MissingObject:
        raise unprocessable(f"tree.sha {sha} is not a valid {KINDS.get(mode, 'blob')}") from None
    return path, Entry(mode, str(sha))


def get_blob(call: Call) -> Answer:
    _not_empty(call)
    sha, git = call.path["file_sha"], call.repo.git
    try:
        content = git.read_kind(sha, "blob")
    except MissingObject:
        raise not_found() from None
    url = f"{call.base}/repos/{call.repo.full_name}/git/blobs/{sha}"
    body = {"sha": sha, "node_id": f"B_{sha}", "size": len(content), "url": url, "encoding": "base64"}
    return Answer(body=body | {"content": b64encode(content).decode()})


def create_blob(call: Call) -> Answer:
    _not_empty(call)
    content = call.text("content").encode()
    if call.body.get("encoding") == "base64":
        try:
            content = b64decode(content, validate=True)
        except NotBase64:
            raise unprocessable("content is not valid Base64") from None
    sha = call.repo.git.write("blob", content)
    body = {"sha": sha, "url": f"{call.base}/repos/{call.repo.full_name}/git/blobs/{sha}"}
    return Answer(body=body, status=201)


def get_commit(call: Call) -> Answer:
    _not_empty(call)
    try:
        commit = read_commit(call.repo.git, call.path["commit_sha"])
    except MissingObject:
        raise not_found() from None
    return Answer(body=commit_shape(call.repo, commit, call.base))


def create_commit(call: Call) -> Answer:
    """Without author and committer the commit is the App's own, and GitHub signs it."""
    _not_empty(call)
    git, tree = call.repo.git, call.text("tree")
    parents = tuple(call.body.get("parents", ()))
    try:
        git.read_kind(tree, "tree")
    except MissingObject:
        raise unprocessable("Tree SHA does not exist") from None
    try:
        for parent in parents:
            git.read_kind(parent, "commit")
    except MissingObject:
        raise unprocessable("Parent SHA does not exist or is not a commit object") from None
    author, committer = _people(call)
    sha = write_commit(
        git, tree=tree, parents=parents, author=author, committer=committer, message=call.text("message")
    )
    if not call.body.keys() & {"author", "committer"}:
        call.repo.verified.add(sha)
    return Answer(body=commit_shape(call.repo, read_commit(git, sha), call.base), status=201)


def _people(call: Call) -> tuple[Person, Person]:
    now, bot = call.world.now(), call.world.bot
    own = Person(name=bot.login, email=f"{bot.id}+{bot.login}@users.noreply.github.com", at=now)
    given = call.body.get("author") or call.body.get("committer")
    if given is None:
        return own, Person(name="GitHub", email="noreply@github.com", at=now)
    author = Person(name=given["name"], email=given["email"], at=now)
    committer = call.body.get("committer") or given
    return author, Person(name=committer["name"], email=committer["email"], at=now)


def get_ref(call: Call) -> Answer:
    _not_empty(call)
    return Answer(body=ref_shape(call.repo, *_ref(call, 404, "Not Found"), call.base))


def _ref(call: Call, status: int, message: str) -> tuple[str, str]:
    """The full name of the path's ref and its commit."""
    name = "refs/" + call.path["ref"]
    try:
        sha = call.repo.git.ref(name)
    except BadRef:
        sha = None
    if sha is None:
        raise Problem(status, message)
    return name, sha


def list_matching_refs(call: Call) -> Answer:
    found = list(call.repo.git.refs("refs/" + call.path["ref"]))
    shown, headers = call.page(found, lambda each: ref_shape(call.repo, *each, call.base))
    return Answer(body=shown, headers=headers)


def create_ref(call: Call) -> Answer:
    _not_empty(call)
    name, sha, git = call.text("ref"), call.text("sha"), call.repo.git
    _commit_exists(call, sha)
    try:
        if git.ref(name):
            raise unprocessable("Reference already exists")
        git.set_ref(name, sha)
    except BadRef:
        raise unprocessable("Reference name is invalid or clashes with another reference") from None
    call.repo.pushed_at = call.world.now()
    return Answer(body=ref_shape(call.repo, name, sha, call.base), status=201)


def _commit_exists(call: Call, sha: str) -> None:
    if not SHA.fullmatch(sha):
        raise failed_validation("Reference", "sha", "The sha parameter must be exactly 40 hexadecimal characters.")
    try:
        call.repo.git.read_kind(sha, "commit")
    except MissingObject:
        raise unprocessable("Object does not exist") from None


def update_ref(call: Call) -> Answer:
    name, old = _ref(call, 422, "Reference does not exist")
    sha = call.text("sha")
    _commit_exists(call, sha)
    if call.body.get("force") is not True and old not in {each.sha for each in ancestors(call.repo.git, sha)}:
        raise unprocessable("Update is not a fast forward")
    call.repo.git.set_ref(name, sha)
    call.repo.pushed_at = call.world.now()
    return Answer(body=ref_shape(call.repo, name, sha, call.base))


def delete_ref(call: Call) -> Answer:
    name, _ = _ref(call, 422, "Reference does not exist")
    call.repo.git.delete_ref(name)
    return Answer(body=None, status=204)


READ, WRITE = (("contents", "read"),), (("contents", "write"),)
AT = "/repos/{owner}/{repo}/git"
ENDPOINTS = (
    Endpoint(method="GET", path=AT + "/trees/{tree_sha:path}", handle=get_tree, needs=READ),
    Endpoint(method="POST", path=AT + "/trees", handle=create_tree, needs=WRITE),
    Endpoint(method="GET", path=AT + "/blobs/{file_sha}", handle=get_blob, needs=READ),
    Endpoint(method="POST", path=AT + "/blobs", handle=create_blob, needs=WRITE),
    Endpoint(method="GET", path=AT + "/commits/{commit_sha}", handle=get_commit, needs=READ),
    Endpoint(method="POST", path=AT + "/commits", handle=create_commit, needs=WRITE),
    Endpoint(method="GET", path=AT + "/ref/{ref:path}", handle=get_ref, needs=READ),
    Endpoint(method="GET", path=AT + "/matching-refs/{ref:path}", handle=list_matching_refs, needs=READ),
    Endpoint(method="POST", path=AT + "/refs", handle=create_ref, needs=WRITE),
    Endpoint(method="PATCH", path=AT + "/refs/{ref:path}", handle=update_ref, needs=WRITE),
    Endpoint(method="DELETE", path=AT + "/refs/{ref:path}", handle=delete_ref, needs=WRITE),
)
