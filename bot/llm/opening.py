"""Opens the models that the setting names; their SDKs are imported with the first call."""

from __future__ import annotations

import asyncio
import time

from bot.catalogue.prices import prices
from bot.errors import BadSettings
from bot.frozen import dataclass
from bot.llm import spec
from bot.llm.breaker import Breaker
from bot.llm.chain import Chain, Link, Tempo
from bot.llm.langchain import LangChain
from bot.llm.openai import OpenAI
from bot.llm.purse import Purse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.catalogue.prices import Price
    from bot.llm.purse import Bounds
    from bot.llm.spec import Spec
    from bot.ports import Adviser, Model, Spending

_SDKS = {"openai": ("openai", "jsonschema"), "langchain": ("langchain", "jsonschema")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How models are reached: keys and addresses by provider, and seconds for one answer."""

    keys: Mapping[str, str]
    urls: Mapping[str, str]
    timeout: float = 60.0


def _openai(one: Spec, access: Access) -> Model:
    return OpenAI(
        one.model, key=access.keys.get("openai", ""), url=access.urls.get("openai", ""), timeout=access.timeout
    )


def _langchain(one: Spec, access: Access) -> Model:
    options = {"api_key": access.keys.get(one.provider), "base_url": access.urls.get(one.provider)}
    given = {name: value for name, value in options.items() if value}
    return LangChain(one.provider, one.model, timeout=access.timeout, **given)


# Which integration opens a model is the first word of its name in the setting.
PROVIDERS: Mapping[str, Callable[[Spec, Access], Model]] = {"openai": _openai, "langchain": _langchain}


class Models:
    """The models of a process: their connections and breakers are shared, each run has a purse of its own."""

    def __init__(self, links: tuple[Link, ...], *, optional: bool, priced: Mapping[str, Price]) -> None:
        self._links = links
        self._optional = optional
        self._prices = priced

    def for_run(
        self, run_id: str, installation_id: int, spending: Spending, bounds: Bounds, now: Callable[[], datetime]
    ) -> Adviser:
        """The chain as one run asks it."""
        purse = Purse(
            spending=spending,
            run_id=run_id,
            installation_id=installation_id,
            prices=self._prices,
            now=now,
            bounds=bounds,
        )
        return Chain(
            self._links, purse, Tempo(sleep=asyncio.sleep, now=time.monotonic), spending, optional=self._optional
        )

    async def aclose(self) -> None:
        for link in self._links:
            await link.model.aclose()


def open_models(text: str, access: Access) -> Models | None:
    """None for the rules alone. Raises BadSettings where the setting cannot be read or its SDK is not installed."""
    try:
        chained = spec.read(text)
    except spec.BadSpec as problem:
        raise BadSettings(f"DOCKERIZE_MODEL is wrong: {problem}.") from None
    if not chained.specs:
        return None
    _installed(chained.specs)
    links = tuple(
        Link(model=PROVIDERS[one.integration](one, access), breaker=Breaker(time.monotonic)) for one in chained.specs
    )
    return Models(links, optional=chained.optional, priced=prices())


def _installed(specs: tuple[Spec, ...]) -> None:
    """Says at the start, not at the first run, that an SDK is missing; finding one imports none of it."""
    from importlib.util import find_spec

    wanted = {name for one in specs for name in _SDKS[one.integration]}
    wanted |= {f"langchain_{one.provider.replace('-', '_')}" for one in specs if one.integration == "langchain"}
    missing = sorted(name for name in wanted if find_spec(name) is None)
    if missing:
        raise BadSettings(
            f"DOCKERIZE_MODEL names a model whose SDK is not installed ({', '.join(missing)}): install dockerize[llm], "
            "and the integration of a provider other than OpenAI."
        )
