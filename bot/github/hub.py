"""The App's door to GitHub: one for a process, shared by its runs, each of which gets a port of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.github.client import Client
from bot.github.gate import Gate, Time
from bot.github.kit import Kit
from bot.github.session import Line, Session
from bot.github.signing import KeySigner, Signer
from bot.github.tokens import Scope, Tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.types import Repository

# What a run needs of its one repository; docs/github.md says what for.
PERMISSIONS = {
    "contents": "write",
    "issues": "write",
    "metadata": "read",
    "pull_requests": "write",
    "workflows": "write",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where GitHub is, how long it may take, and how far apart the writes of an installation are (seconds)."""

    api_url: str = "https://api.github.com"
    graphql_url: str = ""  # "" is derived from api_url, also for GitHub Enterprise Server
    timeout: float = 10.0
    pace_seconds: float = 1.0

    @property
    def graphql(self) -> str:
        return self.graphql_url or re.sub(
            r"(/api/v3)?/?$", lambda end: "/api/graphql" if end[1] else "/graphql", self.api_url, count=1
        )


class Hub:
    """Tokens, connections and pace of a process; belongs to one event loop. `key` is a PEM text or a Signer."""

    def __init__(self, app_id: int, key: str | Signer, address: Address = Address(), time: Time = Time()) -> None:  # noqa: B008  both are frozen
        self._app_id = app_id
        signer = KeySigner(key) if isinstance(key, str) else key
        kit = Kit(address.api_url, address.timeout)
        self._line = Line(
            kit=kit,
            tokens=Tokens(app_id, signer, kit, time),
            gate=Gate(address.pace_seconds, time),
            time=time,
            graphql_url=address.graphql,
        )

    def for_repository(self, repository: Repository, permissions: Mapping[str, str] | None = None) -> Client:
        """A run's port to one repository, with a token for that repository and these permissions alone."""
        granted = PERMISSIONS if permissions is None else permissions
        scope = Scope(
            installation=repository.installation_id,
            repositories=(repository.id,),
            permissions=tuple(sorted(granted.items())),
        )
        return Client(Session(self._line, scope), repository, self._app_id)

    def forget(self, installation_id: int) -> None:
        """Drops an installation's tokens, which keep the old permissions until they expire."""
        self._line.tokens.forget_installation(installation_id)

    async def aclose(self) -> None:
        await self._line.kit.aclose()
