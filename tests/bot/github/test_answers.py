"""Each status becomes the error that says what to do next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest

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
from bot.github import answers
from bot.github.kit import Call

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
CALL = Call(method="POST", url="/x", what="write the files", needs="contents: write")
DENIED = {"message": "Resource not accessible by integration"}
PULL_EXISTS = {
    "message": "Validation Failed",
    "errors": [{"resource": "PullRequest", "message": "A pull request already exists for octo:x."}],
}


def error_of(answer: httpx.Response) -> GitHubError:
    with pytest.raises(GitHubError) as caught:
        answers.read(answer, CALL, NOW)
    return caught.value


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"message": "Problems parsing JSON"}, Refused),
        (401, {"message": "Bad credentials"}, Unauthorized),
        (403, DENIED, Forbidden),
        (404, {"message": "Not Found"}, NotFound),
        (409, {"message": "Git Repository is empty."}, Refused),
        (410, {"message": "Issues are disabled for this repo"}, Refused),
        (422, {"message": "Validation Failed"}, Refused),
        (422, {"message": "Reference already exists"}, AlreadyThere),
        (422, PULL_EXISTS, AlreadyThere),
        (500, {"message": "Server Error"}, Unavailable),
        (502, {"message": "Server Error"}, Unavailable),
        (503, {"message": "No server is currently available"}, Unavailable),
        (301, {}, Refused),
    ],
)
def test_a_status_has_one_error(status: int, body: dict[str, object], kind: type[GitHubError]) -> None:
    error = error_of(httpx.Response(status, json=body))

    assert type(error) is kind
    assert error.sentence.startswith("Could not write the files: ")
    assert error.sentence.endswith(".")


def test_a_missing_permission_is_named_from_what_the_call_needs() -> None:
    error = error_of(httpx.Response(403, json=DENIED))

    assert "The App needs the permission contents: write" in error.sentence


def test_github_s_own_word_for_the_missing_permission_wins() -> None:
    answer = httpx.Response(403, json=DENIED, headers={"x-accepted-github-permissions": "workflows=write"})

    error = error_of(answer)

    assert "The App needs the permission workflows: write" in error.sentence


def test_a_403_about_something_else_names_no_permission() -> None:
    error = error_of(httpx.Response(403, json={"message": "Repository was archived so is read-only."}))

    assert isinstance(error, Forbidden)
    assert error.sentence == "Could not write the files: Repository was archived so is read-only."


@pytest.mark.parametrize(
    ("status", "headers", "message", "after"),
    [
        (403, {"retry-after": "30"}, "You have exceeded a secondary rate limit", 30),
        (429, {"retry-after": "3600"}, "Too many requests", 3600),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795522500"}, "API rate limit exceeded", 900),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"}, "API rate limit exceeded", 0),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon"}, "API rate limit exceeded", 60),
        (403, {"x-ratelimit-remaining": "0"}, "API rate limit exceeded", 60),
        (403, {"x-ratelimit-remaining": "12"}, "You have exceeded a secondary rate limit", 60),
        (403, {}, "You have triggered an abuse detection mechanism", 60),
        (429, {}, "", 60),
        (403, {"retry-after": "Wed, 25 Nov 2026 12:00:00 GMT"}, "Too many requests", 60),
        (403, {"retry-after": "9" * 300}, "Too many requests", 86_400),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "9" * 300}, "API rate limit exceeded", 86_400),
    ],
)
def test_a_limit_says_when_to_come_back(status: int, headers: dict[str, str], message: str, after: int) -> None:
    error = error_of(httpx.Response(status, json={"message": message}, headers=headers))

    assert isinstance(error, RateLimited)
    assert error.at == NOW + timedelta(seconds=after)


@pytest.mark.parametrize("body", [b"<html>Unicorn!</html>", b"[]", b"", b'{"message": null}'])
def test_an_error_without_github_s_words_is_told_all_the_same(body: bytes) -> None:
    error = error_of(httpx.Response(422, content=body))

    assert isinstance(error, Refused)


def test_a_long_message_is_cut_and_stays_on_one_line() -> None:
    error = error_of(httpx.Response(422, json={"message": "a\nb " + "x" * 5000}))

    assert "a b xxx" in error.sentence
    assert len(error.sentence) < 300


def test_an_answer_without_a_body_reads_as_nothing() -> None:
    assert answers.read(httpx.Response(204), CALL, NOW) == {}


def test_an_answer_that_is_not_json_is_an_outage() -> None:
    error = error_of(httpx.Response(200, content=b"<html>"))

    assert isinstance(error, Unavailable)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"type": "NOT_FOUND", "message": "Could not resolve to a Repository"}, NotFound),
        ({"type": "FORBIDDEN", "message": "Resource not accessible by integration"}, Forbidden),
        ({"type": "INSUFFICIENT_SCOPES", "message": "Your token has not been granted"}, Forbidden),
        ({"type": "RATE_LIMITED", "message": "API rate limit exceeded for installation"}, RateLimited),
        ({"message": "You have exceeded a secondary rate limit"}, RateLimited),
        ({"message": "Something went wrong while executing your query."}, Unavailable),
        ({"message": "Field 'x' doesn't exist on type 'Query'"}, Refused),
    ],
)
def test_an_error_of_graphql_is_told_apart_by_its_type(error: dict[str, str], kind: type[GitHubError]) -> None:
    answer = httpx.Response(200, json={"data": None, "errors": [error]})

    with pytest.raises(GitHubError) as caught:
        answers.data(answer, CALL, NOW)

    assert type(caught.value) is kind


@pytest.mark.parametrize("body", [[], {}, {"errors": {"message": "x"}}, {"errors": ["x"]}, "x", None])
def test_an_answer_of_another_shape_is_an_outage(body: object) -> None:
    with pytest.raises(Unavailable):
        answers.data(httpx.Response(200, json=body), CALL, NOW)
