"""Talks under issues and pull requests: a reaction as a receipt, and one status comment that is found again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.github.answers import understood
from bot.github.kit import Call

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.github.session import Session

PAGE = 100
PAGES = 10  # where our comment is further back than this, a new one is easier to find for people, too
NEEDS = "issues: write"


@dataclass(frozen=True, slots=True)
class Note:
    """What to say on an issue, and the hidden marker by which it is found again."""

    issue: int
    body: str
    marker: str

    @property
    def text(self) -> str:
        return self.body if self.marker in self.body else f"{self.body}\n\n{self.marker}"


async def react(session: Session, path: str, comment: int, content: str) -> None:
    """GitHub keeps one reaction of a kind from each actor, so a repetition changes nothing."""
    url = f"{path}/issues/comments/{comment}/reactions"
    await session.ask(Call(method="POST", url=url, what="react to the comment", needs=NEEDS, body={"content": content}))


async def write(session: Session, path: str, note: Note, app_id: int) -> None:
    """Updates our comment with the marker, or writes it; `path` is the repository's issues."""
    ours = await _find(session, f"{path}/{note.issue}/comments", note.marker, app_id)
    method, url = ("PATCH", f"{path}/comments/{ours}") if ours else ("POST", f"{path}/{note.issue}/comments")
    await session.ask(Call(method=method, url=url, what="write the comment", needs=NEEDS, body={"body": note.text}))


async def _find(session: Session, url: str, marker: str, app_id: int) -> int | None:
    """Our comment's id. A comment of somebody who copied the marker is not ours to change."""
    what = "read the comments"
    for page in range(1, PAGES + 1):
        params = {"per_page": str(PAGE), "page": str(page)}
        found = await session.ask(Call(method="GET", url=url, what=what, needs="issues: read", params=params))
        with understood(what):
            for comment in found:
                if marker in (comment["body"] or "") and _by(comment, app_id):
                    return int(comment["id"])
            if len(found) < PAGE:
                return None
    return None


def _by(comment: Mapping[str, Any], app_id: int) -> bool:
    """Whether the App wrote it; GitHub does not name the App under each of its comments, but no person is a Bot."""
    if app := comment.get("performed_via_github_app"):
        return bool(app["id"] == app_id)
    return (comment.get("user") or {}).get("type") == "Bot"
