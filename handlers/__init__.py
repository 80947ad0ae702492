"""One file per GitHub event, one function per action: pure functions from a delivery to intents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import installation, installation_repositories, issue_comment, ping, push, repository

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.types import Delivery, Intent

    Handler = Callable[[Delivery], tuple[Intent, ...]]

# Event → action → function; an event that has no actions has the empty one.
HANDLERS: Mapping[str, Mapping[str, Handler]] = {
    "ping": {"": ping.ping},
    "installation": {
        "created": installation.created,
        "deleted": installation.deleted,
        "suspend": installation.suspend,
        "unsuspend": installation.unsuspend,
    },
    "installation_repositories": {
        "added": installation_repositories.added,
        "removed": installation_repositories.removed,
    },
    "repository": {
        "created": repository.created,
        "renamed": repository.renamed,
        "deleted": repository.deleted,
    },
    "push": {"": push.push},
    "issue_comment": {"created": issue_comment.created},
}


def handle(delivery: Delivery) -> tuple[Intent, ...]:
    """What a delivery asks for: nothing, when its event or action is none of ours. Raises WrongShape."""
    handler = HANDLERS.get(delivery.event, {}).get(delivery.action)
    return handler(delivery) if handler else ()
