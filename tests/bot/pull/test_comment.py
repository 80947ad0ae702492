"""The status comment says what came of a command."""

from __future__ import annotations

import pytest

from bot.pull import MARKER, failure_comment, outcome_comment
from bot.types import Decline, Declined, Done, Finding, Proof, PullRequest, Severity

PULL = PullRequest(number=3, url="https://github.test/octo/shop/pull/3", branch="dockerize/container", head="c1")


@pytest.mark.parametrize(("proven", "said"), [(False, "not yet proven"), (True, "built and started")])
def test_a_pull_request_is_linked_and_no_more_is_claimed_than_was_seen(proven: bool, said: str) -> None:
    text = outcome_comment(Done(pull_request=PULL, proof=Proof(proven=proven)))

    assert text.startswith(f"[Pull request 3]({PULL.url}) adds a Dockerfile.")
    assert said in text
    assert text.endswith(f"\n\n{MARKER}")


def test_a_no_says_why_and_calls_nobody() -> None:
    text = outcome_comment(Declined(reason=Decline.SAID_NO, sentence="@anna closed it.", url=PULL.url))

    assert text == f"No new pull request: @&#8203;anna closed it.\n\nSee [that pull request]({PULL.url}).\n\n{MARKER}"


def test_findings_are_listed() -> None:
    finding = Finding(rule="run-word", severity=Severity.ERROR, path="Dockerfile", line=3, message="no `wget`")
    whole = Finding(rule="no-user", severity=Severity.ERROR, path="Dockerfile", line=0, message="no USER")
    declined = Declined(reason=Decline.POLICY, sentence="The policy refuses it.", findings=(finding, whole))

    text = outcome_comment(declined)

    assert "- `Dockerfile:3` no \\`wget\\` (`run-word`)\n- `Dockerfile` no USER (`no-user`)" in text


def test_a_failure_is_said_and_how_to_try_again() -> None:
    text = failure_comment("@anna's GitHub is away.")

    assert text == f"It did not work: @&#8203;anna's GitHub is away. Comment `/dockerize` to try again.\n\n{MARKER}"
