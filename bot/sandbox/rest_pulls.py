"""Pull requests: opened, listed, shown, changed, and their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import thread_shapes
from bot.sandbox.call import Answer, Call, failed_validation, not_found, unprocessable
from bot.sandbox.commits import ahead
from bot.sandbox.door import Endpoint
from bot.sandbox.git import BadRef
from bot.sandbox.nouns import Issue, Pull

if TYPE_CHECKING:
    from bot.sandbox.nouns import Repository


def create_pull(call: Call) -> Answer:
    repo, base = call.repo, call.text("base")
    head = call.text("head").removeprefix(f"{repo.owner.login}:")
    head_sha, base_sha = _commit(repo, head, "head"), _commit(repo, base, "base")
    if any(_open(each, head, base) for each in repo.issues.values()):
        raise failed_validation("PullRequest", "", f"A pull request already exists for {repo.owner.login}:{head}.")
    if not ahead(repo.git, base_sha, head_sha)[0]:
        raise failed_validation("PullRequest", "", f"No commits between {base} and {head}")
    draft = bool(call.body.get("draft"))
    if draft and not repo.drafts:
        raise unprocessable("Draft pull requests are not supported in this repository.")
    pull = Pull(base=base, base_sha=base_sha, head=head, head_sha=head_sha, draft=draft)
    issue = call.world.add_issue(repo, call.world.bot, call.text("title"), call.body.get("body"))
    issue.pull = pull
    return Answer(body=thread_shapes.full_pull(repo, issue, call.base), status=201)


def _commit(repo: Repository, branch: str, field: str) -> str:
    try:
        sha = repo.branch(branch)
    except BadRef:
        sha = None
    if sha is None:
        raise failed_validation("PullRequest", field)
    return sha


def _open(issue: Issue, head: str, base: str) -> bool:
    return issue.state == "open" and issue.pull is not None and (issue.pull.head, issue.pull.base) == (head, base)


def list_pulls(call: Call) -> Answer:
    """Newest first; `head` counts only in the form `owner:branch`, as on GitHub."""
    state, head, base = call.query.get("state", "open"), call.query.get("head", ""), call.query.get("base", "")
    owner, colon, branch = head.partition(":")
    found = [
        issue
        for issue in reversed(call.repo.issues.values())
        if issue.pull
        and state in ("all", issue.state)
        and base in ("", issue.pull.base)
        and (not colon or (owner.lower(), branch) == (call.repo.owner.login.lower(), issue.pull.head))
    ]
    if call.query.get("direction") == "asc":
        found.reverse()
    shown, headers = call.page(found, lambda issue: thread_shapes.pull(call.repo, issue, call.base))
    return Answer(body=shown, headers=headers)


def _pull(call: Call) -> Issue:
    issue = call.issue("pull_number")
    if issue.pull is None:
        raise not_found()
    return issue


def get_pull(call: Call) -> Answer:
    return Answer(body=thread_shapes.full_pull(call.repo, _pull(call), call.base))


def update_pull(call: Call) -> Answer:
    issue = _pull(call)
    issue.title = call.text("title", issue.title)
    if "body" in call.body:
        issue.body = call.body["body"]
    state = call.text("state", issue.state)
    if state not in ("open", "closed"):
        raise failed_validation("PullRequest", "state")
    call.world.set_state(call.repo, issue, state)
    issue.updated_at = call.world.now()
    return Answer(body=thread_shapes.full_pull(call.repo, issue, call.base))


def list_files(call: Call) -> Answer:
    issue = _pull(call)
    head = thread_shapes.head_of(call.repo, issue)
    files = thread_shapes.changes(call.repo, issue)
    shown, headers = call.page(files, lambda each: thread_shapes.file(call.repo, each, head, call.base))
    return Answer(body=shown, headers=headers)


READ, WRITE = (("pull_requests", "read"),), (("pull_requests", "write"),)
AT = "/repos/{owner}/{repo}/pulls"
ENDPOINTS = (
    Endpoint(method="POST", path=AT, handle=create_pull, needs=WRITE),
    Endpoint(method="GET", path=AT, handle=list_pulls, needs=READ),
    Endpoint(method="GET", path=AT + "/{pull_number}", handle=get_pull, needs=READ),
    Endpoint(method="PATCH", path=AT + "/{pull_number}", handle=update_pull, needs=WRITE),
    Endpoint(method="GET", path=AT + "/{pull_number}/files", handle=list_files, needs=READ),
)
