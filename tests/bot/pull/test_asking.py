"""Who may ask, and what a repository's state says to a wish."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.errors import DockerizeError, Forbidden, NotFound, Refused, Unavailable
from bot.pull import branch, permit, refuse
from bot.types import Comment, Decline, Look, PullRequest, Request, Why
from tests.bot.pull.example import REPOSITORY, REQUEST
from tests.doubles.github import MemoryGitHub

ASKED = Request(repository=REPOSITORY, why=Why.ASKED, comment=Comment(id=33, issue=9, author="anna"))
LOOK = Look(repository=REPOSITORY, default_branch="main", commit="c0", tree="t0", me="dockerize[bot]")
OPEN = PullRequest(number=3, url="https://github.test/octo/shop/pull/3", branch="dockerize/container", head="c1")
CLOSED = replace(OPEN, state="closed")
MERGED = replace(OPEN, state="merged")


def reason(look: Look, request: Request = REQUEST) -> Decline | None:
    declined = refuse(look, request)
    return declined.reason if declined else None


@pytest.mark.parametrize("request_", [REQUEST, ASKED, replace(REQUEST, why=Why.PUSHED, ref="x")])
def test_the_branch_depends_on_nothing_but_the_repository(request_: Request) -> None:
    assert branch(request_) == "dockerize/container"


@pytest.mark.parametrize(("role", "allowed"), [
    ("admin", True), ("maintain", True), ("write", True), ("triage", False), ("read", False), ("none", False),
])  # fmt: skip
def test_only_who_may_write_may_ask(role: str, allowed: bool) -> None:
    github = MemoryGitHub(permissions={"anna": role})

    declined = asyncio.run(permit(github, ASKED))

    assert (declined is None) is allowed
    assert github.reactions == [(33, "eyes" if allowed else "confused")]


def test_a_wish_that_is_not_followed_says_whose_it_was() -> None:
    declined = asyncio.run(permit(MemoryGitHub(), ASKED))

    assert declined
    assert declined.reason is Decline.NOT_ALLOWED
    assert "anna may not write to octo/shop" in declined.sentence


@pytest.mark.parametrize("problem", [Forbidden("x"), NotFound("x"), Refused("x")])
def test_a_receipt_that_cannot_be_given_changes_no_answer(problem: DockerizeError) -> None:
    github = MemoryGitHub(permissions={"anna": "write"}, faults={"react": [problem]})

    assert asyncio.run(permit(github, ASKED)) is None


def test_an_outage_at_the_receipt_is_tried_again() -> None:
    github = MemoryGitHub(permissions={"anna": "write"}, faults={"react": [Unavailable("x")]})

    with pytest.raises(Unavailable):
        asyncio.run(permit(github, ASKED))


def test_an_event_without_a_comment_needs_no_permission() -> None:
    github = MemoryGitHub()

    assert asyncio.run(permit(github, REQUEST)) is None
    assert github.calls == []


def test_a_plain_repository_is_not_refused() -> None:
    assert refuse(LOOK, REQUEST) is None


@pytest.mark.parametrize(
    ("look", "why"),
    [
        (replace(LOOK, archived=True), Decline.ARCHIVED),
        (replace(LOOK, disabled=True), Decline.DISABLED),
        (replace(LOOK, commit="", tree=""), Decline.EMPTY),
        (replace(LOOK, fork=True), Decline.FORK),
        (replace(LOOK, template=True), Decline.TEMPLATE),
        (replace(LOOK, pulls=(OPEN,)), Decline.ALREADY_OPEN),
        (replace(LOOK, branch_head="c9", branch_author="anna"), Decline.PERSON_PUSHED),
        (replace(LOOK, branch_head="c9", branch_author="renovate[bot]"), Decline.PERSON_PUSHED),
        (replace(LOOK, branch_head="c9", branch_author=""), Decline.PERSON_PUSHED),
        (replace(LOOK, branch_head="c9", branch_author="anna", me=""), Decline.PERSON_PUSHED),
        (replace(LOOK, branch_head="c9", branch_author="anna", pulls=(OPEN,)), Decline.ALREADY_OPEN),
    ],
)
@pytest.mark.parametrize("request_", [REQUEST, ASKED])
def test_each_reason_holds_whoever_asks(look: Look, why: Decline, request_: Request) -> None:
    declined = refuse(look, request_)

    assert declined
    assert declined.reason is why
    assert declined.sentence.endswith(".")
    assert declined.url == (OPEN.url if why is Decline.ALREADY_OPEN else "")


@pytest.mark.parametrize("pulls", [(), (MERGED,)])
def test_a_dockerfile_is_left_alone_and_looked_at_where_somebody_asks(pulls: tuple[PullRequest, ...]) -> None:
    look = replace(LOOK, dockerfile=True, pulls=pulls)

    assert reason(look) is Decline.HAS_DOCKERFILE
    assert refuse(look, ASKED) is None


@pytest.mark.parametrize(("pull", "why"), [(CLOSED, Decline.SAID_NO), (MERGED, Decline.MERGED)])
def test_a_no_holds_until_somebody_asks(pull: PullRequest, why: Decline) -> None:
    look = replace(LOOK, pulls=(pull,), branch_head="c1", branch_author="dockerize[bot]")
    declined = refuse(look, REQUEST)

    assert declined
    assert (declined.reason, declined.url) == (why, pull.url)
    assert "/dockerize" in declined.sentence
    assert refuse(look, ASKED) is None


def test_the_newest_pull_request_is_the_last_word() -> None:
    pulls = (replace(MERGED, number=9), CLOSED)

    assert reason(replace(LOOK, pulls=pulls)) is Decline.MERGED
    assert reason(replace(LOOK, pulls=(replace(CLOSED, number=10), *pulls))) is Decline.SAID_NO


@pytest.mark.parametrize("me", ["dockerize[bot]", ""])
def test_a_branch_that_a_crash_left_is_ours(me: str) -> None:
    assert refuse(replace(LOOK, branch_head="c1", branch_author="dockerize[bot]", me=me), REQUEST) is None
