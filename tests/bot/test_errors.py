"""The error tree: each leaf carries a sentence, and whether to try again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot import errors


@pytest.mark.parametrize(
    ("kind", "retry"),
    [
        (errors.BadSignature, False),
        (errors.WrongShape, False),
        (errors.InboxFull, True),
        (errors.DatabaseDown, True),
        (errors.Forbidden, False),
        (errors.NotFound, True),
        (errors.Unavailable, True),
        (errors.AlreadyThere, False),
    ],
)
def test_an_error_says_whether_the_same_thing_may_work_later(kind: type[errors.DockerizeError], *, retry: bool) -> None:
    raised = kind("what happened")

    assert raised.retry is retry
    assert raised.sentence == str(raised) == "what happened"


def test_a_manifest_that_does_not_parse_is_named_with_its_line() -> None:
    assert (
        errors.ManifestUnreadable("pyproject.toml", 3, "bad key").sentence == "pyproject.toml:3 does not parse: bad key"
    )
    assert errors.ManifestUnreadable("package.json", 0, "empty").sentence == "package.json does not parse: empty"


def test_a_rate_limit_says_when_to_come_back() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)

    assert errors.RateLimited("later", at).at == at
