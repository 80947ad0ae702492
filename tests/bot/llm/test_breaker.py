"""The breaker: closed until a model fails several times running, then open for a while."""

from __future__ import annotations

from bot.llm.breaker import Breaker


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def failing(times: int, clock: Clock) -> Breaker:
    breaker = Breaker(clock, failures=3, rest=60)
    for _ in range(times):
        breaker.tell(well=False)
    return breaker


def test_two_failures_are_borne_three_are_not() -> None:
    assert failing(2, Clock()).closed
    assert not failing(3, Clock()).closed


def test_an_answer_makes_the_failures_before_it_forgotten() -> None:
    breaker = failing(2, Clock())

    breaker.tell(well=True)
    breaker.tell(well=False)

    assert breaker.closed


def test_after_the_rest_one_call_tries_and_others_wait_for_what_comes_of_it() -> None:
    clock = Clock()
    breaker = failing(3, clock)

    clock.now += 60

    assert [breaker.closed, breaker.closed] == [True, False]


def test_a_try_that_fails_is_another_rest_and_one_that_does_well_ends_it() -> None:
    clock = Clock()
    breaker = failing(3, clock)
    clock.now += 60
    tried = breaker.closed

    breaker.tell(well=False)
    after_failure = breaker.closed
    clock.now += 60
    breaker.tell(well=True)

    assert (tried, after_failure, breaker.closed) == (True, False, True)
