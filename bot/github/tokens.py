"""Installation tokens: scoped down, cached, refreshed early, and minted once however many ask at the same time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import AlreadyThere, Forbidden, GitHubError, NotFound, Refused
from bot.github.answers import read, understood
from bot.github.kit import Call, Kit, Tally

if TYPE_CHECKING:
    from bot.github.gate import Time
    from bot.github.signing import Signer

EARLY = timedelta(minutes=5)  # a run that starts now should not lose its token on the way
JWT_AGE = timedelta(minutes=9)  # GitHub takes ten at most
SKEW = timedelta(minutes=1)  # of two clocks; GitHub's own advice


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a token may do, and where; no repository ids means all of the installation's."""

    installation: int
    repositories: tuple[int, ...] = ()
    permissions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    value: str
    expires: datetime


class Tokens:
    """The tokens of one process; they belong to one event loop."""

    def __init__(self, app_id: int, signer: Signer, kit: Kit, time: Time) -> None:
        self._app_id = app_id
        self._signer = signer
        self._kit = kit
        self._time = time
        self._app: Token | None = None
        self._cached: dict[Scope, Token] = {}
        self._minting: dict[Scope, asyncio.Task[Token]] = {}

    async def get(self, scope: Scope, tally: Tally) -> str:
        """A token good for some minutes at least; a request for it is on the tally of the run that caused it."""
        token = self._cached.get(scope)
        if token and not self._ends_soon(token):
            return token.value
        if not (task := self._minting.get(scope)):
            task = self._minting[scope] = asyncio.ensure_future(self._mint(scope, tally))
            task.add_done_callback(lambda done: self._minted(scope, done))
        # Shielded: when the run that began it is cancelled, the others still get their token.
        return (await asyncio.shield(task)).value

    def forget(self, scope: Scope, value: str) -> None:
        """Drops a token that GitHub refused, unless somebody has a newer one by now."""
        if (token := self._cached.get(scope)) and token.value == value:
            del self._cached[scope]

    def forget_installation(self, installation: int) -> None:
        """Drops all tokens of an installation: it is gone, or its permissions changed."""
        for scope in [scope for scope in self._cached if scope.installation == installation]:
            del self._cached[scope]

    def _ends_soon(self, token: Token) -> bool:
        return token.expires - self._time.now() < EARLY

    def _minted(self, scope: Scope, done: asyncio.Task[Token]) -> None:
        del self._minting[scope]
        for old in [old for old, token in self._cached.items() if self._ends_soon(token)]:
            del self._cached[old]
        if not done.cancelled() and not done.exception():
            self._cached[scope] = done.result()

    async def _mint(self, scope: Scope, tally: Tally) -> Token:
        body: dict[str, object] = {}
        if scope.repositories:
            body["repository_ids"] = list(scope.repositories)
        if scope.permissions:
            body["permissions"] = dict(scope.permissions)
        call = Call(
            method="POST",
            url=f"/app/installations/{scope.installation}/access_tokens",
            what=f"get a token for installation {scope.installation}",
            body=body,
        )
        answer = await self._kit.send(call, f"Bearer {await self._jwt()}", tally)
        try:
            made = read(answer, call, self._time.now())
        except (Refused, AlreadyThere) as refused:
            raise _unavailable(refused) from refused
        with understood(call.what):
            return Token(value=str(made["token"]), expires=datetime.fromisoformat(made["expires_at"]))

    async def _jwt(self) -> str:
        """The App's own token: signing may be a call to a key service, so it is kept while it is good."""
        now = self._time.now()
        if not self._app or self._app.expires - now < SKEW:
            issued, expires = now - SKEW, now + JWT_AGE
            claims = {"iss": str(self._app_id), "iat": int(issued.timestamp()), "exp": int(expires.timestamp())}
            self._app = Token(value=await self._signer.sign(claims), expires=expires)
        return self._app.value


def _unavailable(refused: GitHubError) -> GitHubError:
    """GitHub answers 422 both for a repository that left the installation and for a permission it did not grant."""
    if "repositor" in refused.sentence:
        return NotFound("The repository does not belong to the installation any more.")
    return Forbidden(
        f"{refused.sentence} The installation has not granted all permissions that the App asks for: "
        "an owner of the account can accept them on the App's installation page."
    )
