"""Models one after another: retries, rests and the budget in this one place, and the next model where one is down."""

from __future__ import annotations

from bot.frozen import dataclass, replace
from bot.types import Completion, Ending

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.llm.breaker import Breaker
    from bot.ports import Memory, Model, Purse
    from bot.types import Prompt

# What may be different the next time; a refusal or a reply that was cut off is not, with the same model.
_AGAIN = frozenset({Ending.RATE_LIMITED, Ending.UNAVAILABLE, Ending.TIMED_OUT, Ending.INVALID})
# What says that the provider is ill, and not that it did not like the question.
_ILL = frozenset({Ending.RATE_LIMITED, Ending.UNAVAILABLE, Ending.TIMED_OUT, Ending.REJECTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One model of a chain, and its breaker."""

    model: Model
    breaker: Breaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """How a chain tries again: `waits` in seconds before each further call, and the longest that a provider may ask."""

    sleep: Callable[[float], Awaitable[None]]
    now: Callable[[], float]  # monotonic seconds
    waits: tuple[float, ...] = (1.0,)
    longest: float = 20.0


class Chain:
    """Itself a model; every call, whatever came of it, is told to the purse."""

    def __init__(
        self, links: Sequence[Link], purse: Purse, tempo: Tempo, memory: Memory, *, optional: bool = True
    ) -> None:
        self._links = tuple(links)
        self._purse = purse
        self._tempo = tempo
        self._memory = memory
        self.optional = optional
        self.name = ",".join(link.model.name for link in links)

    async def complete(self, prompt: Prompt) -> Completion:
        """The first answer of any model, else what the last one that was asked said."""
        last = Completion(ending=Ending.OFF, model=self.name, sentence="No model is well: each rests after it failed.")
        for link in self._links:
            if not link.breaker.closed:
                continue
            last = await self._ask(link, prompt)
            if last.ending in (Ending.ANSWERED, Ending.OVER_BUDGET):
                break
        return last

    async def _ask(self, link: Link, prompt: Prompt) -> Completion:
        """One model, as often as it is worth it."""
        waits = iter(self._tempo.waits)
        while True:
            if refusal := await self._purse.refuses(prompt, link.model.name):
                return Completion(ending=Ending.OVER_BUDGET, model=link.model.name, sentence=refusal)
            said = await self._timed(link.model, prompt)
            await self._purse.spent(prompt, said)
            link.breaker.tell(well=said.ending not in _ILL)
            wait = next(waits, None) if said.ending in _AGAIN and link.breaker.closed else None
            if wait is None or (said.retry_after or 0) > self._tempo.longest:
                return said
            await self._tempo.sleep(said.retry_after or wait)

    async def _timed(self, model: Model, prompt: Prompt) -> Completion:
        began = self._tempo.now()
        said = await model.complete(prompt)
        return replace(said, seconds=self._tempo.now() - began)

    async def recall(self, key: str) -> str:
        return await self._memory.recall(key)

    async def keep(self, key: str, advice: str) -> None:
        await self._memory.remember(key, advice)

    async def aclose(self) -> None:
        for link in self._links:
            await link.model.aclose()
