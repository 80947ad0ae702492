"""`issue_comment`: somebody writes on an issue or a pull request; only when new, never when edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.types import Comment, Request, Why
from handlers import command, payload
from handlers.payload import Id, Login, Part, Payload, Repository

if TYPE_CHECKING:
    from bot.types import Delivery, Intent


class Author(Part):
    """GitHub's types are User, Bot, Organization and Mannequin."""

    login: Login
    type: str


class App(Part):
    id: Id


class Text(Part):
    """A comment; GitHub names the App through which a person's token wrote it. Deleted accounts leave no author."""

    id: Id
    body: str | None = None
    user: Author | None
    performed_via_github_app: App | None = None


class Issue(Part):
    number: Id


class Created(Payload):
    comment: Text
    issue: Issue
    repository: Repository


def created(delivery: Delivery) -> tuple[Intent, ...]:
    """Whether the author may ask is for GitHub to say, later; here it is only whether a person did."""
    found = payload.read(Created, delivery)
    author = found.comment.user
    if not found.installation or not author or author.type != "User" or found.comment.performed_via_github_app:
        return ()
    if not command.asks(found.comment.body or ""):
        return ()
    asked = Comment(id=found.comment.id, issue=found.issue.number, author=author.login)
    repository = payload.repository(found.repository, found.installation)
    return (Request(repository=repository, why=Why.ASKED, comment=asked),)
