"""The requests of one run: its token, its pace, its count; every failure is a GitHubError."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.errors import RateLimited, Refused
from bot.github import answers
from bot.github.kit import Call, Kit, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import httpx

    from bot.github.gate import Gate, Time
    from bot.github.tokens import Scope, Tokens

REDIRECTS = (301, 302, 307, 308)
HOPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What all runs of a process share."""

    kit: Kit
    tokens: Tokens
    gate: Gate
    time: Time
    graphql_url: str


class Session:
    """What one run sends, with a token of its scope."""

    def __init__(self, line: Line, scope: Scope) -> None:
        self._line = line
        self._scope = scope
        self._tally = Tally()

    @property
    def requests(self) -> int:
        return self._tally.sent

    async def ask(self, call: Call) -> Any:
        """The JSON of the answer."""
        with self._minding_limits():
            return answers.read(await self._answer(call), call, self._line.time.now())

    async def query(self, document: str, variables: Mapping[str, object], what: str) -> Any:
        """The data of a GraphQL query."""
        body = {"query": document, "variables": dict(variables)}
        call = Call(method="POST", url=self._line.graphql_url, what=what, body=body, query=True)
        with self._minding_limits():
            return answers.data(await self._answer(call), call, self._line.time.now())

    @contextmanager
    def _minding_limits(self) -> Iterator[None]:
        """A limit that one run meets holds for every run of the installation."""
        try:
            yield
        except RateLimited as limited:
            self._line.gate.shut(self._scope.installation, limited.at)
            raise

    async def _answer(self, call: Call) -> httpx.Response:
        await self._line.gate.enter(self._scope.installation, writes=call.writes)
        token = await self._line.tokens.get(self._scope, self._tally)
        answer = await self._follow(call, token)
        if answer.status_code != 401:
            return answer
        # A refused token was not used: one new token, and the same request again, also when it writes.
        self._line.tokens.forget(self._scope, token)
        return await self._follow(call, await self._line.tokens.get(self._scope, self._tally))

    async def _follow(self, call: Call, token: str) -> httpx.Response:
        """Follows a redirect (of a renamed repository) with the same method, on the same host alone."""
        for _ in range(HOPS):
            answer = await self._line.kit.send(call, f"token {token}", self._tally)
            if answer.status_code not in REDIRECTS or "location" not in answer.headers:
                return answer
            target = answer.url.join(answer.headers["location"])
            if (target.scheme, target.netloc) != (answer.url.scheme, answer.url.netloc):
                raise Refused(f"Could not {call.what}: GitHub redirects to another host, which is not followed.")
            call = replace(call, url=str(target), params={})
        raise Refused(f"Could not {call.what}: GitHub redirects in a circle.")
