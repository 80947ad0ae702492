"""Reads GitHub's answers: the one place where a status becomes an error of ours."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.errors import (
    AlreadyThere,
    Forbidden,
    GitHubError,
    NotFound,
    RateLimited,
    Refused,
    Unauthorized,
    Unavailable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    import httpx

    from bot.github.kit import Call

# https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api: without a header, at least a minute
PATIENCE = timedelta(seconds=60)
DAY = 86_400  # seconds; a header that says more is broken
HIDDEN = "GitHub does not show it to the App, or it is gone."
DUPLICATES = ("already exists",)
LIMITS = ("secondary rate limit", "abuse detection", "rate limit exceeded")


def read(answer: httpx.Response, call: Call, now: datetime) -> Any:
    """The JSON of an answer ({} where there is none); raises the GitHubError that its status stands for."""
    if answer.is_success:
        return _json(answer, call) if answer.content else {}
    raise problem(answer, call, now)


def _json(answer: httpx.Response, call: Call) -> Any:
    try:
        return answer.json()
    except ValueError as broken:
        raise Unavailable(f"Could not {call.what}: GitHub's answer is not JSON.") from broken


def problem(answer: httpx.Response, call: Call, now: datetime) -> GitHubError:
    """What an answer that is no success stands for."""
    status = answer.status_code
    said, details = _words(answer)
    if status in (403, 429) and _is_limit(answer, said):
        return _limited(call, _until(answer, now))
    kind, sentence = _meaning(status, said, f"{said} {details}".lower())
    return kind(f"Could not {call.what}: {sentence}{_lacks(answer, call, said) if kind is Forbidden else ''}")


def _meaning(status: int, said: str, everything: str) -> tuple[type[GitHubError], str]:
    """The error that a status stands for, and its sentence."""
    if status >= 500:
        return Unavailable, f"GitHub answered {status}."
    if status in (409, 422) and any(words in everything for words in DUPLICATES):
        return AlreadyThere, "it exists already."
    known: dict[int, tuple[type[GitHubError], str]] = {
        401: (Unauthorized, f"GitHub does not accept the App's token or key ({said})."),
        403: (Forbidden, f"{said}."),
        404: (NotFound, HIDDEN),
    }
    return known.get(status, (Refused, f"GitHub answered {status} ({said})."))


def _words(answer: httpx.Response) -> tuple[str, str]:
    """GitHub's own sentence, short and on one line, and all of its details for classification alone."""
    try:
        body = answer.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        return answer.reason_phrase or "no reason given", ""
    said = " ".join(str(body.get("message") or "no reason given").split())[:200]
    return said.rstrip("."), str(body.get("errors", ""))


def _is_limit(answer: httpx.Response, said: str) -> bool:
    """Whether a 403 or 429 is about a rate, and not about a permission."""
    headers = answer.headers
    named = "retry-after" in headers or headers.get("x-ratelimit-remaining") == "0"
    return named or answer.status_code == 429 or any(words in said.lower() for words in LIMITS)


def _until(answer: httpx.Response, now: datetime) -> datetime:
    """When to come back: `retry-after`, else the reset of a limit that is used up, else in a minute."""
    after = answer.headers.get("retry-after", "")
    if after.isdecimal():
        return now + timedelta(seconds=min(int(after[:9]), DAY))
    used_up = not after and answer.headers.get("x-ratelimit-remaining") == "0"
    return _reset(answer.headers, now) if used_up else now + PATIENCE


def _limited(call: Call, at: datetime) -> RateLimited:
    return RateLimited(f"Could not {call.what}: GitHub's rate limit is reached until {at:%H:%M:%S} UTC.", at)


def _reset(headers: Mapping[str, str], now: datetime) -> datetime:
    reset = headers.get("x-ratelimit-reset", "")
    if not reset.isdecimal():
        return now + PATIENCE
    return now + timedelta(seconds=min(max(int(reset[:10]) - int(now.timestamp()), 0), DAY))


def _lacks(answer: httpx.Response, call: Call, said: str) -> str:
    """The permission that would have sufficed, by GitHub's own word where it gives one."""
    if "not accessible" not in said:
        return ""
    needs = answer.headers.get("x-accepted-github-permissions", "").replace("=", ": ") or call.needs or "it asks for"
    return f" The App needs the permission {needs}; an owner of the account can accept it."


def data(answer: httpx.Response, call: Call, now: datetime) -> Any:
    """The data of a GraphQL answer; its errors come with status 200."""
    body = read(answer, call, now)
    with understood(call.what):
        if errors := body.get("errors"):
            raise _graphql(answer, call, errors, now)
        return body["data"]


def _graphql(answer: httpx.Response, call: Call, errors: list[Mapping[str, object]], now: datetime) -> GitHubError:
    kinds = {str(error.get("type", "")) for error in errors}
    said = " ".join(str(errors[0].get("message", "no reason given")).split())[:200].rstrip(".")
    if kinds & {"RATE_LIMIT", "RATE_LIMITED"} or any(words in said.lower() for words in LIMITS):
        return _limited(call, _until(answer, now))
    if "NOT_FOUND" in kinds:
        return NotFound(f"Could not {call.what}: {HIDDEN}")
    if kinds & {"FORBIDDEN", "INSUFFICIENT_SCOPES"}:
        return Forbidden(f"Could not {call.what}: {said}.{_lacks(answer, call, said)}")
    if "went wrong" in said:  # GitHub's words for a query that took too long, which has no type
        return Unavailable(f"Could not {call.what}: GitHub gave up on the query.")
    return Refused(f"Could not {call.what}: GitHub refused the query ({said}).")


@contextmanager
def understood(what: str) -> Iterator[None]:
    """An answer of another shape than GitHub documents is an outage of theirs, not a crash of ours."""
    try:
        yield
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as broken:
        raise Unavailable(f"Could not {what}: GitHub's answer has another shape than it should.") from broken
