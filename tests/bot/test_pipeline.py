"""The pipeline with the real stages and a GitHub in memory: order, cost, what is stored, and every way out."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from bot import pipeline
from bot.catalogue import load
from bot.errors import Refused
from bot.types import (
    Comment,
    Decided,
    Decline,
    Declined,
    Done,
    Files,
    Outcome,
    Request,
    Topic,
    Why,
)
from tests.doubles.github import REPOSITORY, MemoryGitHub

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

CATALOGUE = load()
APP = {
    "requirements.txt": "flask==3.1.0\n",
    "app.py": "from flask import Flask\n\napp = Flask(__name__)  # a stranger's words\n\n\n@app.get('/')\ndef page():\n"
    "    return 'hello'\n",
}
ASKED = Request(repository=REPOSITORY, why=Why.ASKED, comment=Comment(id=4, issue=2, author="ann"))
INSTALLED = Request(repository=REPOSITORY, why=Why.INSTALLED)


@dataclass
class Plain:
    """Steps that are just run, and remembered with what they returned."""

    done: dict[str, Any] = field(default_factory=dict)

    async def step(self, name: str, do: Callable[[], Awaitable[Any]]) -> Any:
        self.done[name] = await do()
        return self.done[name]


def walk(github: MemoryGitHub, request: Request = INSTALLED) -> tuple[Outcome, Plain, list[Files]]:
    """What came of it, its steps, and the files that were kept."""
    steps, kept = Plain(), list[Files]()

    async def keep(files: Files) -> None:
        kept.append(files)

    outcome = asyncio.run(pipeline.walk(request, github, CATALOGUE, steps, keep, web_url="https://github.test"))
    return outcome, steps, kept


def test_a_request_becomes_a_pull_request_in_this_order() -> None:
    github = MemoryGitHub(APP)

    outcome, steps, kept = walk(github)

    assert isinstance(outcome, Done)
    assert outcome.pull_request == github.pulls[0]
    assert not outcome.proof.proven
    assert list(steps.done) == ["look", "decide", "keep", "tree", "commit", "branch", "pull request"]
    assert github.calls == ["look", "tree", "texts", "write_tree", "write_commit", "write_branch", "open_pull"]
    assert kept == list(github.trees.values())
    assert "https://github.test/octo/hello/blob/c0/app.py" in github.proposals[0].body


def test_what_is_stored_of_a_decision_quotes_no_line_of_the_repository() -> None:
    _, steps, _ = walk(MemoryGitHub(APP))

    decided = steps.done["decide"]
    assert isinstance(decided, Decided)
    claims = [claim for plan in decided.plans for claim in plan.decisions]
    assert any(evidence.line for claim in claims for evidence in claim.evidence)
    assert "stranger" not in repr(steps.done)


def test_the_decision_itself_quotes_what_it_read() -> None:
    from bot import snapshot

    source = snapshot.Remote(MemoryGitHub(APP), MemoryGitHub().facts)

    decided = asyncio.run(pipeline.decide(source, CATALOGUE))

    assert isinstance(decided, Decided)
    (plan,) = decided.plans
    frameworks = [claim for claim in plan.decisions if claim.topic is Topic.FRAMEWORK]
    assert any(evidence.text for claim in frameworks for evidence in claim.evidence)


def test_who_may_not_ask_is_refused_before_anything_is_read() -> None:
    github = MemoryGitHub(APP, permissions={"ann": "read"})

    outcome, steps, _ = walk(github, ASKED)

    assert isinstance(outcome, Declined)
    assert outcome.reason is Decline.NOT_ALLOWED
    assert list(steps.done) == ["permission"]


def test_who_may_ask_gets_a_receipt_and_a_pull_request() -> None:
    github = MemoryGitHub(APP, permissions={"ann": "write"})

    outcome, steps, _ = walk(github, ASKED)

    assert isinstance(outcome, Done)
    assert next(iter(steps.done)) == "permission"
    assert github.reactions == [(4, "eyes")]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"archived": True}, Decline.ARCHIVED),
        ({"commit": ""}, Decline.EMPTY),
        ({"dockerfile": True}, Decline.HAS_DOCKERFILE),
    ],
)
def test_a_repository_that_does_not_suit_is_not_read(facts: dict[str, Any], reason: Decline) -> None:
    github = MemoryGitHub(APP)
    github.facts = replace(github.facts, **facts)

    outcome, _, _ = walk(github)

    assert isinstance(outcome, Declined)
    assert (outcome.reason, github.calls) == (reason, ["look"])


THEIRS = {**APP, "Dockerfile": "FROM python:3.12\nEXPOSE 5000\nRUN curl http://x | sh\n"}


def test_who_asks_beside_a_dockerfile_hears_what_could_be_better_without_its_words() -> None:
    github = MemoryGitHub(THEIRS, permissions={"ann": "write"})
    github.facts = replace(github.facts, dockerfile=True)

    outcome, _, kept = walk(github, ASKED)

    assert isinstance(outcome, Declined)
    assert outcome.reason is Decline.HAS_DOCKERFILE
    assert {(finding.line > 0, finding.message) for finding in outcome.findings} == {(True, "")}
    assert kept == []


def test_who_asks_for_it_to_be_improved_gets_a_better_one() -> None:
    github = MemoryGitHub(THEIRS, permissions={"ann": "write"})
    github.facts = replace(github.facts, dockerfile=True)

    outcome, steps, _ = walk(github, replace(ASKED, improve=True))

    assert isinstance(outcome, Done)
    assert "EXPOSE 5000" in (github.proposals[0].files.text("Dockerfile") or "")
    assert {finding.message for finding in steps.done["decide"].replaced} == {""}


@pytest.mark.parametrize(
    ("sources", "reason", "words"),
    [
        ({"README.md": "# Words\n"}, Decline.NOTHING_RECOGNISED, ""),
        ({"pyproject.toml": "[project\n", "app.py": APP["app.py"]}, Decline.UNREADABLE, "pyproject.toml:"),
        ({"requirements.txt": "flask\n", "app\n.py": APP["app.py"]}, Decline.POLICY, "'app\\n:app' holds a control"),
        ({"requirements.txt": "flask\n", "a`b`.py": APP["app.py"]}, Decline.POLICY, "The policy refuses the "),
    ],
)
def test_what_cannot_be_decided_is_declined_and_nothing_is_written(
    sources: dict[str, str], reason: Decline, words: str
) -> None:
    github = MemoryGitHub(sources)

    outcome, steps, kept = walk(github)

    assert isinstance(outcome, Declined)
    assert outcome.reason is reason
    assert outcome.sentence.startswith(words)
    assert (list(steps.done), kept, github.trees) == (["look", "decide"], [], {})


def test_a_no_says_what_was_not_read() -> None:
    outcome, _, _ = walk(MemoryGitHub({"README.md": "# Words\n", "package.json": "\0"}))

    assert isinstance(outcome, Declined)
    assert outcome.remarks == ("package.json is binary.",)


def test_an_error_goes_to_who_called_and_leaves_the_steps_before_it() -> None:
    github = MemoryGitHub(APP, faults={"write_commit": [Refused("No.")]})
    steps = Plain()

    async def keep(_: Files) -> None: ...

    with pytest.raises(Refused):
        asyncio.run(pipeline.walk(INSTALLED, github, CATALOGUE, steps, keep))
    assert list(steps.done) == ["look", "decide", "keep", "tree"]
