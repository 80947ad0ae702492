"""What operators ask: is it alive, is it ready, how is it going."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.errors import DockerizeError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

    from bot.telemetry.metrics import Metrics

_LOG = logging.getLogger(__name__)


def pages(checks: Mapping[str, Callable[[], Awaitable[None]]], metrics: Metrics, *, patience: float = 5.0) -> Starlette:
    """`checks` are asked one beside the other; each raises when its part could do nothing now, or takes too long."""

    async def healthz(_: Request) -> Response:
        return JSONResponse({"sentence": "This process is alive."})

    async def readyz(_: Request) -> Response:
        said = await asyncio.gather(*(_ask(name, check, patience) for name, check in checks.items()))
        if failed := {name: sentence for name, sentence in zip(checks, said, strict=True) if sentence}:
            return JSONResponse({"sentence": f"Not ready: {', '.join(failed)}.", "failed": failed}, 503)
        return JSONResponse({"sentence": "Ready.", "failed": {}})

    async def show_metrics(_: Request) -> Response:
        return Response(metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    routes = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", show_metrics)]
    return Starlette(routes=routes, exception_handlers={HTTPException: _refused})


async def _ask(name: str, check: Callable[[], Awaitable[None]], patience: float) -> str:
    """What is wrong, or nothing."""
    try:
        async with asyncio.timeout(patience):
            await check()
    except DockerizeError as problem:
        return problem.sentence
    except TimeoutError:
        return f"There was no answer within {patience:g} seconds."
    except Exception:  # noqa: BLE001  a check that broke is a part that is not ready, whatever it raised
        _LOG.exception("the check of %s broke", name)
        return "The check itself broke: the log of this server says how."
    return ""


async def _refused(_: Request, problem: Exception) -> Response:
    """Starlette's own refusals (404, 405), as JSON with a sentence."""
    assert isinstance(problem, HTTPException)  # noqa: S101  for the type checker: it is registered for these alone
    sentence = "There is no such page here." if problem.status_code == 404 else f"{problem.detail}."
    return JSONResponse({"sentence": sentence}, problem.status_code, headers=problem.headers)
