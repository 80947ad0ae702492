"""Errors as values: class, sentence and time survive."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot import errors
from bot.worker.answers import Broke

AT = datetime(2026, 11, 24, tzinfo=UTC)
KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.DockerizeError)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_comes_back_as_itself(kind: type[errors.DockerizeError]) -> None:
    broke = Broke(error=kind.__name__, sentence="It broke.", at=AT)

    again = broke.raised()

    assert type(again) is kind
    assert (again.sentence, str(again), again.retry) == ("It broke.", "It broke.", kind.retry)


def test_a_rate_limit_keeps_its_time() -> None:
    again = Broke.of(errors.RateLimited("Come back.", AT)).raised()

    assert isinstance(again, errors.RateLimited)
    assert again.at == AT


def test_other_errors_have_no_time() -> None:
    assert Broke.of(errors.NotFound("Gone.")) == Broke(error="NotFound", sentence="Gone.")
