"""What models cost, as data (`prices.json`): US dollars for a million tokens; other models have no known price."""

from __future__ import annotations

import json
from pathlib import Path

from bot.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.types import Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """US dollars for a million tokens of each kind."""

    input: float
    cached: float
    output: float

    def of(self, usage: Usage) -> float:
        """US dollars for one call."""
        fresh = usage.input - usage.cached
        return (fresh * self.input + usage.cached * self.cached + usage.output * self.output) / 1_000_000


def prices() -> Mapping[str, Price]:
    """The shipped prices, by the model's own name, without its provider."""
    data = json.loads(Path(__file__).with_name("prices.json").read_text(encoding="utf-8"))
    return {name: Price(**price) for name, price in data["usd_per_million_tokens"].items()}
