"""A branch and a pull request are there once, however often it is tried and whatever GitHub answered."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import AlreadyThere, DockerizeError, Refused, Unavailable
from bot.pull import ensure_branch, ensure_pull
from bot.types import Files, Proposal, PullRequest
from tests.doubles.github import MemoryGitHub

BRANCH = "dockerize/container"
PROPOSAL = Proposal(branch=BRANCH, base="main", title="T", body="B", message="M", files=Files(files=()))


def pull(head: str = "c1", state: str = "open") -> PullRequest:
    return PullRequest(number=1, url="https://github.test/octo/hello/pull/1", branch=BRANCH, head=head, state=state)


def branch(github: MemoryGitHub, standing: str = "") -> str:
    asyncio.run(ensure_branch(github, BRANCH, "c1", standing))
    return github.branches[BRANCH]


def test_a_new_branch_costs_one_request() -> None:
    github = MemoryGitHub()

    assert branch(github) == "c1"
    assert github.calls == ["write_branch"]


@pytest.mark.parametrize("problem", [AlreadyThere("x"), Unavailable("x")])
def test_a_branch_that_stands_at_our_commit_is_ours(problem: DockerizeError) -> None:
    github = MemoryGitHub(branches={BRANCH: "c1"}, faults={"write_branch": [problem]})

    assert branch(github) == "c1"
    assert github.calls == ["write_branch", "branch"]


def test_a_branch_of_somebody_else_is_left_alone() -> None:
    github = MemoryGitHub(branches={BRANCH: "theirs"})

    with pytest.raises(Refused, match="did not make"):
        branch(github)

    assert github.branches == {BRANCH: "theirs"}


def test_a_folder_under_our_name_is_told() -> None:
    github = MemoryGitHub(faults={"write_branch": [AlreadyThere("x")]})

    with pytest.raises(Refused, match="in the way"):
        branch(github)


def test_nobody_can_tell_yet_whether_an_outage_did_it() -> None:
    github = MemoryGitHub(faults={"write_branch": [Unavailable("x")]})

    with pytest.raises(Unavailable):
        branch(github)


def test_our_old_commit_is_replaced() -> None:
    github = MemoryGitHub(branches={BRANCH: "old"})

    assert branch(github, "old") == "c1"
    assert github.calls == ["update_branch"]


def test_a_branch_that_was_replaced_already_is_ours() -> None:
    github = MemoryGitHub(branches={BRANCH: "c1"}, faults={"update_branch": [Refused("x")]})

    assert branch(github, "old") == "c1"


def test_a_branch_that_a_person_pushed_to_meanwhile_is_left_alone() -> None:
    github = MemoryGitHub(branches={BRANCH: "theirs"})

    with pytest.raises(Refused):
        branch(github, "old")

    assert github.branches == {BRANCH: "theirs"}


def test_a_new_pull_request_costs_one_request() -> None:
    github = MemoryGitHub(branches={BRANCH: "c1"})

    opened = asyncio.run(ensure_pull(github, PROPOSAL, "c1"))

    assert opened.head == "c1"
    assert github.calls == ["open_pull"]


@pytest.mark.parametrize("problem", [AlreadyThere("x"), Unavailable("x")])
def test_a_pull_request_of_our_commit_is_found(problem: DockerizeError) -> None:
    github = MemoryGitHub(pulls=[pull()], faults={"open_pull": [problem]})

    assert asyncio.run(ensure_pull(github, PROPOSAL, "c1")) == pull()
    assert github.calls == ["open_pull", "find_pull"]


def test_a_pull_request_of_another_commit_is_not_ours() -> None:
    github = MemoryGitHub(pulls=[pull("theirs")])

    with pytest.raises(Refused, match="did not make"):
        asyncio.run(ensure_pull(github, PROPOSAL, "c1"))


@pytest.mark.parametrize("there", [[], [pull("old", "closed")], [pull("c1", "closed")]])
def test_an_outage_that_did_not_do_it_is_tried_again_later(there: list[PullRequest]) -> None:
    github = MemoryGitHub(pulls=there, faults={"open_pull": [Unavailable("x")]})

    with pytest.raises(Unavailable):
        asyncio.run(ensure_pull(github, PROPOSAL, "c1"))
