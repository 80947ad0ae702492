"""From deliveries to runs: each step may be repeated, so a crash anywhere between the two databases loses nothing."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from bot.errors import BadInput, NotJson, WrongShape
from bot.types import Delivery, Request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.types import Envelope, Intent
    from bot.worker.rim import Rim

_log = logging.getLogger("dockerize.worker")
_BATCH = 50


class Intake:
    """Reads what the inbox took in, has it understood, and starts a run for each request.

    `enqueue` starts a run under its id, unless one has that id.
    """

    def __init__(self, enqueue: Callable[[str, Request], Awaitable[None]], rim: Rim) -> None:
        self._enqueue = enqueue
        self._rim = rim

    async def once(self) -> int:
        """Works off what is there, oldest first; returns how many. Raises DatabaseDown."""
        envelopes = await self._rim.store.received(_BATCH)
        for envelope in envelopes:
            await self._dispatch(envelope)
        return len(envelopes)

    async def _dispatch(self, envelope: Envelope) -> None:
        try:
            intents = self._understand(envelope)
        except BadInput as problem:
            _log.warning("delivery %s (%s): %s", envelope.id, envelope.event, problem.sentence)
            await self._rim.store.reject(envelope, problem.sentence)
            return
        requests: dict[str, Request] = {}
        for intent in intents:
            await self._rim.store.apply(intent)
            if isinstance(intent, Request):
                requests.setdefault(f"{envelope.id}/{envelope.attempt}/{intent.repository.id}", intent)
        for run_id, request in requests.items():
            await self._enqueue(run_id, request)
        await self._rim.store.dispatched(envelope, requests)

    def _understand(self, envelope: Envelope) -> tuple[Intent, ...]:
        delivery = Delivery(
            id=envelope.id, event=envelope.event, action=envelope.action, payload=_object(envelope.body)
        )
        try:
            return self._rim.dispatch(delivery)
        except BadInput:
            raise
        except Exception as problem:  # a delivery that no version reads must not hold up those behind it
            _log.exception("delivery %s (%s) broke its handler", envelope.id, envelope.event)
            raise WrongShape(
                f"The handler of {envelope.event} broke with {type(problem).__name__}: see the worker's log."
            ) from problem


def _object(body: bytes) -> dict[str, Any]:
    try:
        payload = json.loads(body)
    except ValueError:
        raise NotJson("The body is not JSON.") from None
    if not isinstance(payload, dict):
        raise WrongShape("The body is not a JSON object.")
    return payload
