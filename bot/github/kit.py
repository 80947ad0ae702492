"""githubkit with its cures: time-outs, one kept connection pool, no retries and no redirects of its own.

Its typed methods are not used: loading its models costs a second, and they reject answers of older GitHub servers.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
from githubkit import GitHub, Response, UnauthAuthStrategy
from githubkit.exception import RequestError, RequestFailed

from bot.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

VERSION = "2022-11-28"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request, and the words with which its failure is told."""

    method: str
    url: str  # a path of the REST interface, or a whole URL
    what: str  # reads well after "could not"
    needs: str = ""  # the App's permission without which GitHub refuses it
    body: Mapping[str, object] | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    query: bool = False  # a GraphQL query, which reads although it is a POST

    @property
    def writes(self) -> bool:
        return self.method != "GET" and not self.query


class Tally:
    """Counts the requests of one run."""

    def __init__(self) -> None:
        self.sent = 0


class Kit(GitHub[UnauthAuthStrategy]):
    """One connection pool for every installation; each request brings its own authorization."""

    _kept: httpx.AsyncClient | None = None

    def __init__(self, api_url: str, timeout: float) -> None:
        super().__init__(
            UnauthAuthStrategy(),
            base_url=api_url,
            timeout=timeout,
            user_agent="dockerize",
            auto_retry=False,  # a POST answered 5xx may have worked, and a long limit must not sleep in here
            follow_redirects=False,  # httpx would turn a redirected POST into a GET
            http_cache=False,  # it keeps every body for ever, and what we read most (trees) never changes
        )

    @asynccontextmanager
    async def get_async_client(self) -> AsyncGenerator[httpx.AsyncClient, None]:
        """githubkit makes a client, and so a new connection, for each request; this one stays."""
        if self._kept is None:
            self._kept = await self._create_async_client()
        yield self._kept

    def _check_rate_limit(self, response: Response[Any]) -> None:
        """Limits are read in `answers`; githubkit's reader breaks on a `retry-after` that is a date."""

    async def send(self, call: Call, authorization: str, tally: Tally) -> httpx.Response:
        """The answer, whatever its status; raises Unavailable when there is none."""
        tally.sent += 1
        try:
            answer = await self.arequest(
                call.method,
                call.url,
                params=dict(call.params) or None,  # an empty mapping would drop the query of a redirect
                json=call.body,
                headers={"Authorization": authorization, "X-GitHub-Api-Version": VERSION},
            )
        except RequestFailed as failed:
            return failed.response.raw_response
        except RequestError as failed:
            if isinstance(failed.exc, httpx.TimeoutException):
                raise Unavailable(f"Could not {call.what}: GitHub did not answer in time.") from failed
            if isinstance(failed.exc, httpx.TransportError):
                raise Unavailable(f"Could not {call.what}: GitHub cannot be reached.") from failed
            raise
        return answer.raw_response

    async def aclose(self) -> None:
        kept, self._kept = self._kept, None
        if kept:
            await kept.aclose()
