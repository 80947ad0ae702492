"""The purse of one run: what may still be spent, by run, installation and day, and the record of what was."""

from __future__ import annotations

from bot.frozen import dataclass, field
from bot.types import Call

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.catalogue.prices import Price
    from bot.ports import Spending
    from bot.types import Completion, Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The most that may be spent; US dollars count only for models whose price is known."""

    run_tokens: int = 60_000
    run_usd: float = 0.25
    installation_usd: float = 5.0  # a day
    day_usd: float = 50.0  # of everybody


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """Implements the port `Purse` for one run; a day is UTC's."""

    spending: Spending
    run_id: str
    installation_id: int
    prices: Mapping[str, Price]
    now: Callable[[], datetime]
    bounds: Bounds = field(default=Bounds())

    async def refuses(self, prompt: Prompt, model: str) -> str:
        """A call is refused that might exceed a bound: what it may cost is estimated from above."""
        tokens = estimate(prompt.instructions + prompt.question) + prompt.max_output
        price = self._price(model)
        usd = (tokens * price.input + prompt.max_output * (price.output - price.input)) / 1e6 if price else 0.0
        day = self.now().replace(hour=0, minute=0, second=0, microsecond=0)
        run = await self.spending.spent(run_id=self.run_id)
        if run.tokens + tokens > self.bounds.run_tokens:
            return f"The budget of one run, {self.bounds.run_tokens:,} tokens, would be exceeded."
        if run.usd + usd > self.bounds.run_usd:
            return f"The budget of one run, {self.bounds.run_usd:.2f} US dollars, would be exceeded."
        if usd and (await self._today(day, self.installation_id)) + usd > self.bounds.installation_usd:
            return f"This installation's budget of {self.bounds.installation_usd:.2f} US dollars a day is spent."
        if usd and (await self._today(day)) + usd > self.bounds.day_usd:
            return f"The budget of {self.bounds.day_usd:.2f} US dollars a day is spent."
        return ""

    async def spent(self, prompt: Prompt, completion: Completion) -> None:
        price = self._price(completion.model)
        usage = completion.usage
        call = Call(
            run_id=self.run_id,
            installation_id=self.installation_id,
            model=completion.model,
            prompt=prompt.version,
            ending=completion.ending,
            usage=usage,
            usd=price.of(usage) if price and usage else None,
            seconds=completion.seconds,
            at=self.now(),
        )
        await self.spending.called(call)

    async def _today(self, day: datetime, installation_id: int | None = None) -> float:
        return (await self.spending.spent(installation_id=installation_id, since=day)).usd

    def _price(self, model: str) -> Price | None:
        return self.prices.get(model.rpartition(":")[2])


def estimate(text: str) -> int:
    """Tokens, from above."""
    return len(text.encode()) // 3 + 1
