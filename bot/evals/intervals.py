"""What a share of few cases says about many: Wilson's interval."""

from __future__ import annotations

from math import sqrt

Z = 1.96  # of 95 %


def wilson(good: int, of: int) -> tuple[float, float]:
    """The bounds of the true share, 95 times of 100; of nothing nothing is known."""
    if not of:
        return 0.0, 1.0
    share, square = good / of, Z * Z / of
    middle = share + square / 2
    reach = Z * sqrt(share * (1 - share) / of + square / (4 * of))
    return max(0.0, (middle - reach) / (1 + square)), min(1.0, (middle + reach) / (1 + square))
