"""The table from error to HTTP."""

from __future__ import annotations

import inspect

import pytest

import bot.errors
from bot.errors import BadInput, DatabaseDown, InboxFull
from bot.web.answers import WrongMediaType, WrongMethod, refusal


@pytest.mark.parametrize(
    ("name", "status"),
    [("BadSignature", 401), ("BodyTooLarge", 413), ("NotJson", 400), ("WrongShape", 400)],
)
def test_what_is_wrong_with_a_delivery_is_the_senders_to_mend(name: str, status: int) -> None:
    problem = getattr(bot.errors, name)("It is wrong.")

    assert refusal(problem)[:2] == (status, "It is wrong.")


@pytest.mark.parametrize(("problem", "status"), [(WrongMethod("x"), 405), (WrongMediaType("x"), 415)])
def test_a_request_that_is_no_delivery_is_refused(problem: BadInput, status: int) -> None:
    assert refusal(problem)[0] == status


@pytest.mark.parametrize("problem", [InboxFull("Full."), DatabaseDown("Down.")])
def test_what_may_work_later_says_when(problem: Exception) -> None:
    status, _, headers = refusal(problem)

    assert status == 503
    assert b"retry-after" in dict(headers)


def test_what_nobody_foresaw_says_nothing_of_its_inside() -> None:
    status, sentence, _ = refusal(RuntimeError("password=hunter2"))

    assert status == 500
    assert "hunter2" not in sentence


def test_an_error_that_has_no_place_at_the_door_is_a_bug_there() -> None:
    assert refusal(bot.errors.StorageFailed("x"))[0] == 500


def test_all_errors_that_the_tree_draws_at_the_door_are_in_the_table() -> None:
    line = next(line for line in inspect.getsource(bot.errors).splitlines() if "at the door" in line)
    names = line.split("├── ")[1].split("  ")[0].split(", ")

    assert {refusal(getattr(bot.errors, name)("x"))[0] for name in names} == {401, 413, 400}
