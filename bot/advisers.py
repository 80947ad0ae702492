"""Whom runs ask, put together from the settings: the part of the composition root that knows models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.llm import Access, Bounds, open_models
from bot.worker.rim import now

if TYPE_CHECKING:
    import contextlib
    from collections.abc import Callable

    from bot.ports import Adviser, Spending
    from bot.settings import Settings


def open_adviser(
    settings: Settings, stack: contextlib.AsyncExitStack, spending: Spending
) -> Callable[[str, int], Adviser | None]:
    """Run and installation → whom it asks; None, and no SDK imported, where the rules alone decide.

    Connections are closed with the stack. Raises BadSettings.
    """
    access = Access(keys=settings.keys_of_models, urls=settings.model_urls, timeout=settings.model_timeout_seconds)
    models = open_models(settings.model, access)
    if models is None:
        return lambda _run, _installation: None
    stack.push_async_callback(models.aclose)
    bounds = Bounds(
        run_tokens=settings.model_run_tokens,
        run_usd=settings.model_run_usd,
        installation_usd=settings.model_installation_usd,
        day_usd=settings.model_day_usd,
    )
    return lambda run, installation: models.for_run(run, installation, spending, bounds, now)
