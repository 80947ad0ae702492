"""The App's own endpoints: itself, its installations, their tokens and repositories, and its hook's deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import shapes
from bot.sandbox.auth import narrowed
from bot.sandbox.call import Answer, Call, Problem, not_found, unprocessable
from bot.sandbox.door import Endpoint

if TYPE_CHECKING:
    from bot.sandbox.nouns import Installation


def get_app(call: Call) -> Answer:
    return Answer(body=shapes.app(call.world, call.base))


def list_installations(call: Call) -> Answer:
    def show(each: Installation) -> object:
        return shapes.installation(each, call.world, call.base)

    shown, headers = call.page(list(call.world.installations.values()), show)
    return Answer(body=shown, headers=headers)


def _installation(call: Call) -> Installation:
    installation = call.world.installations.get(call.number("installation_id"))
    if installation is None:
        raise not_found()
    return installation


def get_installation(call: Call) -> Answer:
    return Answer(body=shapes.installation(_installation(call), call.world, call.base))


def get_repository_installation(call: Call) -> Answer:
    installation = call.world.installation_of(call.repo)
    if installation is None:
        raise not_found()
    return Answer(body=shapes.installation(installation, call.world, call.base))


def create_token(call: Call) -> Answer:
    installation = _installation(call)
    if installation.suspended_at:
        raise Problem(403, "This installation has been suspended")
    chosen = _chosen(call, installation)
    reached = frozenset(installation.repositories if chosen is None else chosen)
    token = call.world.add_token(installation, reached, narrowed(installation, call.body.get("permissions")))
    body: dict[str, object] = {
        "token": token.value,
        "expires_at": shapes.iso(token.expires_at),
        "permissions": dict(token.permissions),
        "repository_selection": "selected" if chosen is not None else installation.selection,
    }
    if chosen is not None:
        body["repositories"] = [shapes.repository(call.world.repositories[each], call.base) for each in sorted(chosen)]
    return Answer(body=body, status=201)


def _chosen(call: Call, installation: Installation) -> set[int] | None:
    """The repositories that a token is to be limited to, by id or by name; None: not at all."""
    ids, names = call.body.get("repository_ids"), call.body.get("repositories")
    if ids is None and names is None:
        return None
    found = [call.world.repository(installation.account.login, name) for name in names or ()]
    chosen = set(ids or ()) | {each.id if each else 0 for each in found}
    if not chosen <= installation.repositories:
        raise unprocessable(
            "There is at least one repository that does not exist or is not accessible to the parent installation."
        )
    return chosen


def list_repositories(call: Call) -> Answer:
    assert call.token is not None  # noqa: S101  the door lets nobody in without
    there = call.world.repositories.keys() & call.token.repositories
    reached = [call.world.repositories[each] for each in sorted(there)]
    shown, headers = call.page(reached, lambda each: shapes.repository(each, call.base))
    selection = call.world.installations[call.token.installation].selection
    body = {"total_count": len(reached), "repository_selection": selection, "repositories": shown}
    return Answer(body=body, headers=headers)


ENDPOINTS = (
    Endpoint(method="GET", path="/app", handle=get_app),
    Endpoint(method="GET", path="/app/installations", handle=list_installations),
    Endpoint(method="GET", path="/app/installations/{installation_id}", handle=get_installation),
    Endpoint(method="POST", path="/app/installations/{installation_id}/access_tokens", handle=create_token),
    Endpoint(method="GET", path="/repos/{owner}/{repo}/installation", handle=get_repository_installation),
    Endpoint(method="GET", path="/installation/repositories", handle=list_repositories, needs=(("metadata", "read"),)),
)
