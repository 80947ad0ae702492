"""Why the policy refuses is said to a person who never saw the Dockerfile."""

from __future__ import annotations

import pytest

from bot import findings
from bot.findings.telling import _CHANGES
from bot.types import File, Files, Finding
from tests.bot.findings.dockerfiles import CMD, GOOD, HOSTILE
from tests.bot.findings.given import CATALOGUE, FILES


def refused(text: str) -> tuple[Finding, ...]:
    return findings.check(Files(files=(File(path="Dockerfile", text=text),)), CATALOGUE, FILES.__contains__)


def test_a_start_command_is_named_with_where_it_can_be_changed() -> None:
    found = refused(GOOD.replace(CMD, 'CMD ["tini", "--", "node", "--inspect=0.0.0.0:9229", "server.js"]\n'))

    assert findings.summary(found) == (
        "The policy refuses the Dockerfile that would be written: the start command node --inspect=0.0.0.0:9229 "
        "server.js is not a known one [unknown-start]. Change the command by which the repository starts, such as the "
        "start script of its package.json, to a known server or a plain call of one of its own files."
    )


def test_what_the_repository_did_not_ask_for_is_a_defect() -> None:
    said = findings.summary(refused(HOSTILE["root"][1])[:1])

    assert ": USER root runs the program as root [root-user]. Unless the repository asks for it" in said
    assert said.endswith("please report it.")


@pytest.mark.parametrize(("count", "said"), [(1, "[root-user]."), (2, "(1 more finding)."), (3, "(2 more findings).")])
def test_the_first_is_said_and_how_many_there_are_besides(count: int, said: str) -> None:
    errors = refused(HOSTILE["root"][1])[:1] * count

    assert said in findings.summary(errors)


def test_nothing_is_said_of_nothing() -> None:
    assert findings.summary(()) == "The policy has nothing against it."


def test_what_can_be_changed_is_said_of_rules_that_exist() -> None:
    assert _CHANGES.keys() <= {rule.NAME for rule in findings.RULES}
