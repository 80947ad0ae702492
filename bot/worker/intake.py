"""From deliveries to runs: each step may be repeated, so a crash anywhere between the two databases loses nothing."""

from __future__ import annotations

import json
import logging
from collections import Counter
from typing import TYPE_CHECKING, Any

from bot.errors import BadInput, DatabaseDown, NotJson, WrongShape
from bot.telemetry import bound
from bot.types import Delivery, InstallationDeleted, InstallationSuspended, Request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.types import Envelope, Intent
    from bot.worker.rim import Rim

_log = logging.getLogger("dockerize.worker")
_BATCH = 50
_TRIES = 5  # of a delivery that breaks us


class Intake:
    """Reads what the inbox took in, has it understood, and starts a run for each request.

    `enqueue` starts a run under its id, unless one has that id. A delivery that breaks us is tried again a few times,
    and holds up nobody.
    """

    def __init__(self, enqueue: Callable[[str, Request], Awaitable[None]], rim: Rim) -> None:
        self._enqueue = enqueue
        self._rim = rim
        self._broken: Counter[tuple[str, int]] = Counter()

    async def once(self) -> int:
        """Works off what is there, oldest first; returns how many are off the table. Raises DatabaseDown."""
        envelopes = await self._rim.store.received(_BATCH)
        return sum([await self._worked_off(envelope) for envelope in envelopes])

    async def _worked_off(self, envelope: Envelope) -> bool:
        with bound(delivery=envelope.id, event=envelope.event):
            try:
                await self._dispatch(envelope)
            except BadInput as problem:
                _log.warning("%s", problem.sentence)
                await self._rim.store.reject(envelope, problem.sentence)
            except DatabaseDown:
                raise
            except Exception as problem:  # noqa: BLE001  one defect must not hold up those behind it
                _log.exception("the delivery could not be dispatched")
                return await self._given_up(envelope, type(problem).__name__)
        return True

    async def _given_up(self, envelope: Envelope, problem: str) -> bool:
        """Whether this was once too often."""
        which = (envelope.id, envelope.attempt)
        self._broken[which] += 1
        if self._broken[which] < _TRIES:
            return False
        del self._broken[which]
        await self._rim.store.reject(envelope, f"Dispatching it broke with {problem}: see the worker's log.")
        return True

    async def _dispatch(self, envelope: Envelope) -> None:
        requests: dict[str, Request] = {}
        for intent in self._understand(envelope):
            await self._rim.store.apply(intent)
            if isinstance(intent, InstallationDeleted | InstallationSuspended):
                self._rim.forget(intent.installation_id)
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
            _log.exception("the delivery broke its handler")
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
