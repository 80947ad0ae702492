"""Reads the *look*: the one query that says what a repository, our branch and our pull requests are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.errors import NotFound
from bot.github.answers import understood
from bot.types import Look, PullRequest, Repository

if TYPE_CHECKING:
    from collections.abc import Mapping

# GitHub itself is the committer of what is made on its pages and by its API.
GITHUB = ("web-flow", "GitHub")


def look(data: Any, known: Repository) -> Look:
    """A Look from the query's data; raises NotFound where the repository is hidden."""
    with understood("look at the repository"):
        found = data["repository"]
        if found is None:
            raise NotFound("Could not look at the repository: GitHub does not show it to the App, or it is gone.")
        head = found["defaultBranchRef"] or {"name": "", "target": None}
        commit = head["target"] or {"oid": "", "tree": {"oid": ""}}
        ours = (found["ref"] or {}).get("target")
        return Look(
            repository=Repository(
                id=found["databaseId"],
                owner=found["owner"]["login"],
                name=found["name"],
                installation_id=known.installation_id,
            ),
            default_branch=head["name"],
            commit=commit["oid"],
            tree=commit["tree"]["oid"],
            archived=found["isArchived"],
            disabled=found["isDisabled"],
            fork=found["isFork"],
            template=found["isTemplate"],
            dockerfile=found["dockerfile"] is not None,
            branch_head=ours["oid"] if ours else "",
            branch_author=_author(ours) if ours else "",
            me=str((data.get("viewer") or {}).get("login", "")),
            pulls=tuple(_pull(node) for node in found["pullRequests"]["nodes"] if not node["isCrossRepository"]),
        )


def _author(commit: Mapping[str, Any]) -> str:
    """Who made a commit: the committer, when that is a person who changed somebody else's commit."""
    author, committer = _who(commit.get("author")), _who(commit.get("committer"))
    return author if committer in ("", *GITHUB) else committer


def _who(actor: Mapping[str, Any] | None) -> str:
    """The login of an actor, else the name that the commit gives."""
    if not actor:
        return ""
    return str((actor.get("user") or {}).get("login") or actor.get("name") or "")


def _pull(node: Mapping[str, Any]) -> PullRequest:
    return PullRequest(
        number=node["number"],
        url=node["url"],
        branch=node["headRefName"],
        head=node["headRefOid"],
        state=str(node["state"]).lower(),
    )
