"""What one query says of a repository, our branch and our pull requests."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from bot.errors import NotFound, Unavailable
from bot.github.look import look
from bot.types import PullRequest
from tests.bot.github.fake import REPOSITORY

BOT = {"name": "dockerize[bot]", "user": {"login": "dockerize[bot]"}}
WEB = {"name": "GitHub", "user": {"login": "web-flow"}}
ANNA = {"name": "Anna", "user": {"login": "anna"}}
PULL = {
    "number": 3,
    "url": "https://github.test/octo/app/pull/3",
    "state": "CLOSED",
    "headRefName": "dockerize/container",
    "headRefOid": "c9",
    "isCrossRepository": False,
}
DATA: dict[str, Any] = {
    "viewer": {"login": "dockerize[bot]"},
    "repository": {
        "databaseId": 7,
        "name": "app",
        "owner": {"login": "octo"},
        "isArchived": False,
        "isDisabled": False,
        "isFork": False,
        "isTemplate": False,
        "defaultBranchRef": {"name": "main", "target": {"oid": "c1", "tree": {"oid": "t1"}}},
        "dockerfile": None,
        "ref": None,
        "pullRequests": {"nodes": []},
    },
}


def data(**changes: object) -> Any:
    changed = copy.deepcopy(DATA)
    changed["repository"] |= changes
    return changed


def test_a_plain_repository() -> None:
    seen = look(DATA, REPOSITORY)

    assert (seen.repository, seen.default_branch, seen.commit, seen.tree) == (REPOSITORY, "main", "c1", "t1")
    assert (seen.branch_head, seen.branch_author, seen.pulls, seen.me) == ("", "", (), "dockerize[bot]")
    assert not any((seen.archived, seen.disabled, seen.fork, seen.template, seen.dockerfile))


@pytest.mark.parametrize("flag", ["archived", "disabled", "fork", "template"])
def test_each_flag_is_read(flag: str) -> None:
    seen = look(data(**{f"is{flag.title()}": True}), REPOSITORY)

    assert [name for name in ("archived", "disabled", "fork", "template") if getattr(seen, name)] == [flag]


def test_a_dockerfile_is_seen_whatever_it_is() -> None:
    assert look(data(dockerfile={"__typename": "Tree"}), REPOSITORY).dockerfile


@pytest.mark.parametrize("head", [None, {"name": "main", "target": None}])
def test_an_empty_repository_has_no_commit(head: object) -> None:
    seen = look(data(defaultBranchRef=head), REPOSITORY)

    assert (seen.commit, seen.tree) == ("", "")


def test_a_renamed_repository_tells_its_new_name() -> None:
    seen = look(data(name="new", owner={"login": "corp"}), REPOSITORY)

    assert seen.repository.full_name == "corp/new"
    assert seen.repository.installation_id == 5


@pytest.mark.parametrize(
    ("author", "committer", "who"),
    [
        (BOT, WEB, "dockerize[bot]"),
        (BOT, {"name": "GitHub", "user": None}, "dockerize[bot]"),
        (BOT, ANNA, "anna"),  # somebody amended our commit
        (ANNA, ANNA, "anna"),
        (ANNA, WEB, "anna"),
        ({"name": "Anna", "user": None}, {"name": "Anna", "user": None}, "Anna"),
        (BOT, None, "dockerize[bot]"),
        (None, None, ""),
    ],
)
def test_who_made_the_last_commit_of_our_branch(author: object, committer: object, who: str) -> None:
    ref = {"target": {"oid": "c5", "author": author, "committer": committer}}

    seen = look(data(ref=ref), REPOSITORY)

    assert (seen.branch_head, seen.branch_author) == ("c5", who)


def test_our_pull_requests_in_every_state_and_none_from_a_fork() -> None:
    nodes = [PULL, PULL | {"number": 4, "state": "MERGED"}, PULL | {"number": 5, "isCrossRepository": True}]

    seen = look(data(pullRequests={"nodes": nodes}), REPOSITORY)

    url = "https://github.test/octo/app/pull/3"
    assert seen.pulls == (
        PullRequest(number=3, url=url, branch="dockerize/container", head="c9", state="closed"),
        PullRequest(number=4, url=url, branch="dockerize/container", head="c9", state="merged"),
    )


def test_a_hidden_repository_is_not_found() -> None:
    with pytest.raises(NotFound):
        look({"viewer": None, "repository": None}, REPOSITORY)


def test_a_server_that_does_not_say_who_we_are() -> None:
    assert look(DATA | {"viewer": None}, REPOSITORY).me == ""


def test_an_answer_of_another_shape_is_an_outage() -> None:
    with pytest.raises(Unavailable):
        look({"repository": {"databaseId": 7}}, REPOSITORY)
