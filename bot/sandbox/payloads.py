"""The payloads of webhooks, as GitHub words them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import shapes, thread_shapes
from bot.sandbox.commits import ahead, compare
from bot.sandbox.world import EVENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.sandbox.commits import Commit
    from bot.sandbox.nouns import Account, Comment, Installation, Issue, Repository
    from bot.sandbox.shapes import Shape
    from bot.sandbox.world import World

NO_COMMIT = "0" * 40


def ping(world: World, base: str) -> Shape:
    hook = {
        "type": "App",
        "id": world.app_id,
        "name": "web",
        "active": True,
        "events": list(EVENTS),
        "config": {"content_type": "json", "insecure_ssl": "0", "secret": "********", "url": world.hook_url or base},
        "app_id": world.app_id,
        "deliveries_url": f"{base}/app/hook/deliveries",
        "updated_at": shapes.iso(world.now()),
        "created_at": shapes.iso(world.now()),
    }
    return {"zen": "Practicality beats purity.", "hook_id": world.app_id, "hook": hook}


def installation(world: World, each: Installation, action: str, base: str) -> Shape:
    """created holds the repositories; without default branch, archived or fork, as on GitHub."""
    shape: Shape = {
        "action": action,
        "installation": shapes.installation(each, world, base),
        "sender": shapes.user(each.account, base),
    }
    shape["repositories"] = [
        shapes.brief_repository(world.repositories[number]) for number in sorted(each.repositories)
    ]
    if action == "created":
        shape["requester"] = None
    return shape


def installation_repositories(
    world: World, each: Installation, action: str, repositories: Sequence[Repository], base: str
) -> Shape:
    moved = [shapes.brief_repository(repo) for repo in repositories]
    return {
        "action": action,
        "installation": shapes.installation(each, world, base),
        "repository_selection": each.selection,
        "repositories_added": moved if action == "added" else [],
        "repositories_removed": moved if action == "removed" else [],
        "requester": None,
        "sender": shapes.user(each.account, base),
    }


def _about(world: World, repo: Repository, sender: Account, base: str) -> Shape:
    shape: Shape = {"repository": shapes.repository(repo, base), "sender": shapes.user(sender, base)}
    if repo.owner.kind == "Organization":
        org = f"{base}/orgs/{repo.owner.login}"
        shape["organization"] = {
            "login": repo.owner.login,
            "id": repo.owner.id,
            "node_id": shapes.node_id("O", repo.owner.id),
            "url": org,
            "repos_url": f"{org}/repos",
            "events_url": f"{org}/events",
            "hooks_url": f"{org}/hooks",
            "issues_url": f"{org}/issues",
            "members_url": f"{org}/members{{/member}}",
            "public_members_url": f"{org}/public_members{{/member}}",
            "avatar_url": f"{base}/avatars/u/{repo.owner.id}?v=4",
            "description": None,
        }
    holder = world.installation_of(repo)
    if holder:
        shape["installation"] = {"id": holder.id, "node_id": shapes.node_id("MDIzOk", holder.id)}
    return shape


def repository(world: World, repo: Repository, action: str, base: str, former: str = "") -> Shape:
    """`former` is the name before a renaming."""
    shape: Shape = {"action": action, **_about(world, repo, repo.owner, base)}
    if action == "renamed":
        shape["changes"] = {"repository": {"name": {"from": former}}}
    return shape


def issue_comment(world: World, repo: Repository, comment: Comment, base: str) -> Shape:
    issue = thread_shapes.issue(repo, repo.issues[comment.issue], base)
    shown = {"action": "created", "issue": issue, "comment": thread_shapes.comment(repo, comment, base)}
    return shown | _about(world, repo, comment.author, base)


def pull_request(world: World, repo: Repository, issue: Issue, action: str, base: str) -> Shape:
    shown: Shape = {"action": action, "number": issue.number}
    shown["pull_request"] = thread_shapes.full_pull(repo, issue, base)
    return shown | _about(world, repo, repo.owner, base)


def push(world: World, repo: Repository, ref: str, sender: Account, base: str, *, before: str | None) -> Shape:
    """After the ref has moved; `before` None means that it is new."""
    after = repo.git.ref(ref)
    web = f"{base}/{repo.full_name}"
    commits = ahead(repo.git, before, after)[0] if before and after else []
    shown = [_commit(repo, commit, web) for commit in reversed(commits)]
    about = _about(world, repo, sender, base)
    stamps = {"created_at": int(repo.created_at.timestamp()), "pushed_at": int(repo.pushed_at.timestamp())}
    about["repository"] = {**shapes.repository(repo, base), **stamps, "stargazers": 0, "master_branch": "main"}
    return about | {
        "ref": ref,
        "before": before or NO_COMMIT,
        "after": after or NO_COMMIT,
        "created": before is None,
        "deleted": after is None,
        "forced": False,
        "base_ref": None,
        "compare": f"{web}/compare/{(before or NO_COMMIT)[:12]}...{(after or NO_COMMIT)[:12]}",
        "commits": shown,
        "head_commit": shown[-1] if shown else None,
        "pusher": {"name": sender.login, "email": f"{sender.login}@users.noreply.github.com"},
    }


def _commit(repo: Repository, commit: Commit, web: str) -> Shape:
    changes = compare(repo.git, commit.parents[0] if commit.parents else None, commit.sha)
    people = {
        name: {"name": person.name, "email": person.email, "date": shapes.iso(person.at)}
        for name, person in (("author", commit.author), ("committer", commit.committer))
    }
    kinds = {
        kind: [change.path for change in changes if change.status == kind] for kind in ("added", "removed", "modified")
    }
    return {
        "id": commit.sha,
        "tree_id": commit.tree,
        "distinct": True,
        "message": commit.message,
        "timestamp": shapes.iso(commit.committer.at),
        "url": f"{web}/commit/{commit.sha}",
        **people,
        **kinds,
    }
