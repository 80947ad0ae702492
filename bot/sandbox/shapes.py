"""Accounts, repositories, the App and its installations as GitHub's REST API and webhooks show them."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.sandbox.world import EVENTS, PERMISSIONS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.sandbox.nouns import Account, Installation, Repository
    from bot.sandbox.world import World

Shape = dict[str, object]

USER_LINKS = {
    "followers_url": "/followers",
    "following_url": "/following{/other_user}",
    "gists_url": "/gists{/gist_id}",
    "starred_url": "/starred{/owner}{/repo}",
    "subscriptions_url": "/subscriptions",
    "organizations_url": "/orgs",
    "repos_url": "/repos",
    "events_url": "/events{/privacy}",
    "received_events_url": "/received_events",
}
REPOSITORY_LINKS = {
    "archive_url": "/{archive_format}{/ref}",
    "assignees_url": "/assignees{/user}",
    "blobs_url": "/git/blobs{/sha}",
    "branches_url": "/branches{/branch}",
    "collaborators_url": "/collaborators{/collaborator}",
    "comments_url": "/comments{/number}",
    "commits_url": "/commits{/sha}",
    "compare_url": "/compare/{base}...{head}",
    "contents_url": "/contents/{+path}",
    "contributors_url": "/contributors",
    "deployments_url": "/deployments",
    "downloads_url": "/downloads",
    "events_url": "/events",
    "forks_url": "/forks",
    "git_commits_url": "/git/commits{/sha}",
    "git_refs_url": "/git/refs{/sha}",
    "git_tags_url": "/git/tags{/sha}",
    "hooks_url": "/hooks",
    "issue_comment_url": "/issues/comments{/number}",
    "issue_events_url": "/issues/events{/number}",
    "issues_url": "/issues{/number}",
    "keys_url": "/keys{/key_id}",
    "labels_url": "/labels{/name}",
    "languages_url": "/languages",
    "merges_url": "/merges",
    "milestones_url": "/milestones{/number}",
    "notifications_url": "/notifications{?since,all,participating}",
    "pulls_url": "/pulls{/number}",
    "releases_url": "/releases{/id}",
    "stargazers_url": "/stargazers",
    "statuses_url": "/statuses/{sha}",
    "subscribers_url": "/subscribers",
    "subscription_url": "/subscription",
    "tags_url": "/tags",
    "teams_url": "/teams",
    "trees_url": "/git/trees{/sha}",
}
COUNTS = ("forks", "forks_count", "open_issues", "open_issues_count", "stargazers_count", "watchers", "watchers_count")
SETTINGS: Mapping[str, object] = {
    "has_issues": True,
    "has_projects": False,
    "has_downloads": True,
    "has_wiki": False,
    "has_pages": False,
    "has_discussions": False,
    "allow_forking": True,
    "web_commit_signoff_required": False,
    "topics": [],
    "custom_properties": {},
    "description": None,
    "homepage": None,
    "language": None,
    "license": None,
    "mirror_url": None,
    "size": 1,
}


def iso(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def node_id(kind: str, number: int | str) -> str:
    return kind + "_" + b64encode(str(number).encode()).decode().rstrip("=")


def user(account: Account, base: str) -> Shape:
    """What GitHub calls a simple user."""
    login = quote(account.login)
    url = f"{base}/users/{login}"
    shape: Shape = {
        "login": account.login,
        "id": account.id,
        "node_id": node_id("O" if account.kind == "Organization" else "U", account.id),
        "avatar_url": f"{base}/avatars/u/{account.id}?v=4",
        "gravatar_id": "",
        "url": url,
        "html_url": f"{base}/{login}",
        "type": account.kind,
        "site_admin": False,
    }
    return shape | {name: url + rest for name, rest in USER_LINKS.items()}


def repository(repo: Repository, base: str) -> Shape:
    """A whole repository, as `GET /repos/{owner}/{repo}` answers it to an installation."""
    url, web = f"{base}/repos/{repo.full_name}", f"{base}/{repo.full_name}"
    host = base.partition("://")[2]
    open_issues = sum(issue.state == "open" for issue in repo.issues.values())
    shape: Shape = {
        "id": repo.id,
        "node_id": node_id("R", repo.id),
        "name": repo.name,
        "full_name": repo.full_name,
        "private": repo.private,
        "owner": user(repo.owner, base),
        "html_url": web,
        "fork": repo.fork,
        "url": url,
        "clone_url": f"{web}.git",
        "git_url": f"git://{host}/{repo.full_name}.git",
        "ssh_url": f"git@{host}:{repo.full_name}.git",
        "svn_url": web,
        "default_branch": repo.default_branch,
        "archived": repo.archived,
        "disabled": repo.disabled,
        "is_template": repo.is_template,
        "visibility": "private" if repo.private else "public",
        "created_at": iso(repo.created_at),
        "updated_at": iso(repo.pushed_at),
        "pushed_at": iso(repo.pushed_at),
        "permissions": {"admin": False, "maintain": False, "push": False, "triage": False, "pull": False},
    }
    shape |= {name: url + rest for name, rest in REPOSITORY_LINKS.items()}
    return (
        shape
        | dict(SETTINGS)
        | dict.fromkeys(COUNTS, 0)
        | {"open_issues": open_issues, "open_issues_count": open_issues}
    )


def full_repository(repo: Repository, base: str) -> Shape:
    return repository(repo, base) | {"network_count": 0, "subscribers_count": 0}


def brief_repository(repo: Repository) -> Shape:
    """The few words of it that an installation's webhooks hold."""
    return {
        "id": repo.id,
        "node_id": node_id("R", repo.id),
        "name": repo.name,
        "full_name": repo.full_name,
        "private": repo.private,
    }


def installation(each: Installation, world: World, base: str) -> Shape:
    organization = each.account.kind == "Organization"
    settings = f"organizations/{each.account.login}/settings" if organization else "settings"
    return {
        "id": each.id,
        "account": user(each.account, base),
        "repository_selection": each.selection,
        "access_tokens_url": f"{base}/app/installations/{each.id}/access_tokens",
        "repositories_url": f"{base}/installation/repositories",
        "html_url": f"{base}/{settings}/installations/{each.id}",
        "app_id": world.app_id,
        "app_slug": world.slug,
        "target_id": each.account.id,
        "target_type": "Organization" if organization else "User",
        "permissions": each.permissions,
        "events": list(EVENTS),
        "created_at": iso(each.created_at),
        "updated_at": iso(each.created_at),
        "single_file_name": None,
        "has_multiple_single_files": False,
        "single_file_paths": [],
        "suspended_by": user(each.account, base) if each.suspended_at else None,
        "suspended_at": iso(each.suspended_at),
    }


def app(world: World, base: str) -> Shape:
    now = iso(world.now())
    return {
        "id": world.app_id,
        "slug": world.slug,
        "node_id": node_id("A", world.app_id),
        "client_id": f"Iv1.{world.app_id:016x}",
        "owner": user(world.account("dockerize-owner", "Organization"), base),
        "name": world.slug,
        "description": None,
        "external_url": base,
        "html_url": f"{base}/apps/{world.slug}",
        "created_at": now,
        "updated_at": now,
        "permissions": dict(PERMISSIONS),
        "events": list(EVENTS),
        "installations_count": len(world.installations),
    }
