"""Issues, pull requests, comments and reactions as GitHub's REST API and webhooks show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.commits import ahead, compare
from bot.sandbox.shapes import iso, node_id, repository, user

if TYPE_CHECKING:
    from bot.sandbox.commits import Change
    from bot.sandbox.nouns import Account, Comment, Issue, Pull, Reaction, Repository
    from bot.sandbox.shapes import Shape

REACTIONS = ("+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes")


def association(repo: Repository, account: Account) -> str:
    """How somebody belongs to a repository, in GitHub's word."""
    if account.login == repo.owner.login:
        return "OWNER"
    return "COLLABORATOR" if repo.people.get(account.login) in ("admin", "maintain", "write") else "NONE"


def pull(repo: Repository, issue: Issue, base: str) -> Shape:
    """A pull request as a list shows it."""
    it, head = part(issue), head_of(repo, issue)
    return _pull_links(repo, issue, base) | {
        "id": issue.id,
        "node_id": node_id("PR", issue.id),
        "number": issue.number,
        "state": issue.state,
        "locked": False,
        "title": issue.title,
        "user": user(issue.author, base),
        "body": issue.body,
        "created_at": iso(issue.created_at),
        "updated_at": iso(issue.updated_at),
        "closed_at": iso(issue.closed_at),
        "merged_at": iso(it.merged_at),
        "merge_commit_sha": it.merge_sha,
        "assignee": None,
        "assignees": [],
        "requested_reviewers": [],
        "requested_teams": [],
        "labels": [],
        "milestone": None,
        "draft": it.draft,
        "head": _end(repo, it.head, head, base),
        "base": _end(repo, it.base, it.base_sha, base),
        "author_association": association(repo, issue.author),
        "auto_merge": None,
        "active_lock_reason": None,
    }


def _pull_links(repo: Repository, issue: Issue, base: str) -> Shape:
    """The URLs of a pull request, each under the two names that GitHub gives it."""
    api, web = f"{base}/repos/{repo.full_name}", f"{base}/{repo.full_name}/pull/{issue.number}"
    url, thread = f"{api}/pulls/{issue.number}", f"{api}/issues/{issue.number}"
    places = {
        "self": url,
        "html": web,
        "issue": thread,
        "comments": f"{thread}/comments",
        "review_comments": f"{url}/comments",
        "review_comment": f"{api}/pulls/comments{{/number}}",
        "commits": f"{url}/commits",
        "statuses": f"{api}/statuses/{head_of(repo, issue)}",
    }
    named = {f"{name}_url": place for name, place in places.items() if name != "self"}
    links = {name: {"href": place} for name, place in places.items()}
    return {"url": url, "diff_url": f"{web}.diff", "patch_url": f"{web}.patch", "_links": links, **named}


def full_pull(repo: Repository, issue: Issue, base: str) -> Shape:
    """A pull request as it shows itself, with what it changes counted."""
    it = part(issue)
    shape = pull(repo, issue, base)
    files = changes(repo, issue)
    return shape | {
        "rebaseable": None,
        "merged": it.merged_at is not None,
        "mergeable": True if issue.state == "open" else None,
        "mergeable_state": "clean" if issue.state == "open" else "unknown",
        "merged_by": None,
        "maintainer_can_modify": False,
        "comments": len(issue.comments),
        "review_comments": 0,
        "commits": len(ahead(repo.git, it.base_sha, head_of(repo, issue))[0]),
        "additions": sum(file.additions for file in files),
        "deletions": sum(file.deletions for file in files),
        "changed_files": len(files),
    }


def part(issue: Issue) -> Pull:
    """What an issue has more as a pull request; the callers have looked that it is one."""
    assert issue.pull is not None  # noqa: S101  the callers have looked
    return issue.pull


def head_of(repo: Repository, issue: Issue) -> str:
    """The pull request's last commit: it follows the branch while it is open and the branch is there."""
    it = part(issue)
    return (repo.branch(it.head) if issue.state == "open" else None) or it.head_sha


def changes(repo: Repository, issue: Issue) -> tuple[Change, ...]:
    head = head_of(repo, issue)
    return compare(repo.git, ahead(repo.git, part(issue).base_sha, head)[1], head)


def file(repo: Repository, change: Change, head: str, base: str) -> Shape:
    """One changed file of a pull request."""
    web = f"{base}/{repo.full_name}"
    return {
        "sha": change.sha,
        "filename": change.path,
        "status": change.status,
        "additions": change.additions,
        "deletions": change.deletions,
        "changes": change.additions + change.deletions,
        "blob_url": f"{web}/blob/{head}/{change.path}",
        "raw_url": f"{web}/raw/{head}/{change.path}",
        "contents_url": f"{base}/repos/{repo.full_name}/contents/{change.path}?ref={head}",
        "patch": change.patch,
    }


def _end(repo: Repository, branch: str, sha: str, base: str) -> Shape:
    return {
        "label": f"{repo.owner.login}:{branch}",
        "ref": branch,
        "sha": sha,
        "user": user(repo.owner, base),
        "repo": repository(repo, base),
    }


def issue(repo: Repository, each: Issue, base: str) -> Shape:
    """An issue, or the side of a pull request that is one."""
    api = f"{base}/repos/{repo.full_name}"
    url = f"{api}/issues/{each.number}"
    web = f"{base}/{repo.full_name}/{'pull' if each.pull else 'issues'}/{each.number}"
    shape: Shape = {
        "url": url,
        "repository_url": api,
        "labels_url": f"{url}/labels{{/name}}",
        "comments_url": f"{url}/comments",
        "events_url": f"{url}/events",
        "timeline_url": f"{url}/timeline",
        "html_url": web,
        "id": each.id,
        "node_id": node_id("PR" if each.pull else "I", each.id),
        "number": each.number,
        "title": each.title,
        "user": user(each.author, base),
        "labels": [],
        "state": each.state,
        "state_reason": None,
        "locked": False,
        "assignee": None,
        "assignees": [],
        "milestone": None,
        "comments": len(each.comments),
        "created_at": iso(each.created_at),
        "updated_at": iso(each.updated_at),
        "closed_at": iso(each.closed_at),
        "author_association": association(repo, each.author),
        "active_lock_reason": None,
        "body": each.body,
        "reactions": _counts(each.reactions, url),
        "performed_via_github_app": None,
    }
    if each.pull:
        pulls = f"{api}/pulls/{each.number}"
        shape["draft"] = each.pull.draft
        shape["pull_request"] = {"url": pulls, "html_url": web, "diff_url": f"{web}.diff", "patch_url": f"{web}.patch"}
    return shape


def comment(repo: Repository, each: Comment, base: str) -> Shape:
    api = f"{base}/repos/{repo.full_name}"
    kind = "pull" if repo.issues[each.issue].pull else "issues"
    url = f"{api}/issues/comments/{each.id}"
    return {
        "id": each.id,
        "node_id": node_id("IC", each.id),
        "url": url,
        "html_url": f"{base}/{repo.full_name}/{kind}/{each.issue}#issuecomment-{each.id}",
        "issue_url": f"{api}/issues/{each.issue}",
        "user": user(each.author, base),
        "created_at": iso(each.created_at),
        "updated_at": iso(each.updated_at),
        "author_association": association(repo, each.author),
        "body": each.body,
        "reactions": _counts(each.reactions, url),
        "performed_via_github_app": None,
    }


def reaction(each: Reaction, base: str) -> Shape:
    return {
        "id": each.id,
        "node_id": node_id("REA", each.id),
        "user": user(each.author, base),
        "content": each.content,
        "created_at": iso(each.created_at),
    }


def _counts(reactions: list[Reaction], url: str) -> Shape:
    counted = {content: sum(each.content == content for each in reactions) for content in REACTIONS}
    return {"url": f"{url}/reactions", "total_count": len(reactions), **counted}
