"""What a proposal is called, and that its commit says nothing of a stranger's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.pull import propose
from bot.types import Finding, Severity, Topic
from tests.bot.pull.example import DECIDED, PLAN, REQUEST, claim


def title(*framework: str) -> str:
    plan = replace(PLAN, decisions=(claim(Topic.FRAMEWORK, *framework),))
    return propose(replace(DECIDED, plans=(plan,)), REQUEST).title


def test_a_proposal_holds_all_that_is_written() -> None:
    proposal = propose(DECIDED, REQUEST)

    assert (proposal.branch, proposal.base, proposal.files) == ("dockerize/container", "main", DECIDED.files)
    assert proposal.message.startswith("Add a Dockerfile for FastAPI\n\nMade by dockerize")
    assert "https://github.com/octo/shop/blob/" in proposal.body


def test_the_page_of_a_server_of_one_s_own_is_linked() -> None:
    assert "https://github.corp/octo/shop/blob/" in propose(DECIDED, REQUEST, "https://github.corp/").body


@pytest.mark.parametrize("framework", ["FastAPI", "Next.js", "Spring Boot", "C++"])
def test_a_plain_framework_is_in_the_title(framework: str) -> None:
    assert title(framework) == f"Add a Dockerfile for {framework}"


@pytest.mark.parametrize("framework", ["@octo", "fixes #3", "x\ny", "", "<b>", "a" * 50])
def test_any_other_word_is_not(framework: str) -> None:
    assert title(framework) == "Add a Dockerfile"


def test_nothing_known_is_a_plain_title() -> None:
    assert title() == "Add a Dockerfile"
    assert propose(replace(DECIDED, plans=(replace(PLAN, decisions=()),)), REQUEST).title == "Add a Dockerfile"


def test_several_services_are_counted() -> None:
    proposal = propose(replace(DECIDED, plans=(PLAN, PLAN)), REQUEST)

    assert proposal.title == "Add Dockerfiles for 2 services"


def test_what_takes_the_place_of_another_is_no_addition() -> None:
    old = Finding(rule="r", severity=Severity.ERROR, path="Dockerfile", line=1, message="")

    assert propose(replace(DECIDED, replaced=(old,)), REQUEST).title == "Improve the Dockerfile for FastAPI"
    assert propose(replace(DECIDED, plans=(PLAN, PLAN), replaced=(old,)), REQUEST).title == (
        "Improve Dockerfiles for 2 services"
    )
