"""Wilson's interval against figures that are known."""

from __future__ import annotations

import pytest

from bot.evals.intervals import wilson


@pytest.mark.parametrize(
    ("good", "of", "low", "high"),
    [(0, 0, 0, 1), (0, 10, 0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(good: int, of: int, low: float, high: float) -> None:
    bounds = wilson(good, of)

    assert bounds == pytest.approx((low, high), abs=1e-4)
