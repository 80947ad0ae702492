"""The webhook, a bare ASGI function: verified, kept, and only then acknowledged."""

from __future__ import annotations

import asyncio
import logging
from time import perf_counter
from typing import TYPE_CHECKING

from bot.errors import BodyTooLarge
from bot.types import Receipt
from bot.web.answers import WrongMediaType, WrongMethod, messages, refusal
from bot.web.payload import read
from bot.web.signature import require

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.types import Receive, Scope, Send

    from bot.ports import Inbox
    from bot.telemetry.metrics import Metrics
    from bot.types import Envelope
    from bot.web.answers import Answer

_LOG = logging.getLogger(__name__)

_KEPT = {
    Receipt.STORED: messages(202, "The delivery is kept, and will be worked off."),
    Receipt.AGAIN: messages(202, "The delivery failed before, is kept again, and will be worked off again."),
    Receipt.DUPLICATE: messages(202, "The delivery is known already: nothing to do."),
}


class _Gone(Exception):
    """The sender hung up before the body was complete: there is nobody to answer."""


class Door:
    """One webhook; `nudge` is told after each delivery that is to be worked off."""

    def __init__(
        self,
        inbox: Inbox,
        verify: Callable[[bytes, bytes], None],
        *,
        body_limit: int,
        metrics: Metrics,
        nudge: Callable[[], None] | None,
    ) -> None:
        self._inbox = inbox
        self._verify = verify
        self._limit = body_limit
        self._metrics = metrics
        self._nudge = nudge
        self._untold: list[Mapping[str, object]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = perf_counter()
        envelope: Envelope | None = None
        try:
            envelope = await self._open(scope, receive)
            status, answer = 202, _KEPT[await self._keep(envelope)]
        except _Gone:
            return
        except Exception as problem:  # noqa: BLE001  the last one who can answer in JSON
            status, answer = _refuse(problem, envelope)
        for message in answer:
            await send(message)
        self._metrics.answered(envelope.event if envelope else "", status, perf_counter() - began)

    async def _open(self, scope: Scope, receive: Receive) -> Envelope:
        """The body is read only if it can be a delivery, and parsed only if GitHub signed it."""
        headers: Mapping[bytes, bytes] = dict(scope["headers"])
        if scope["method"] != "POST":
            raise WrongMethod("This is where GitHub posts deliveries: nothing else is done here.")
        if headers.get(b"content-type", b"").partition(b";")[0].strip().lower() != b"application/json":
            raise WrongMediaType("Set the webhook's content type to application/json on the App's page.")
        signature = require(headers.get(b"x-hub-signature-256"))
        body = await self._body(headers, receive)
        self._verify(signature, body)
        return read(headers, body)

    async def _body(self, headers: Mapping[bytes, bytes], receive: Receive) -> bytes:
        declared = headers.get(b"content-length", b"")
        if declared.isdigit():
            self._cap(int(declared))
        chunks: list[bytes] = []
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _Gone
            chunks.append(message["body"])
            size += len(chunks[-1])
            self._cap(size)
            more = message.get("more_body", False)
        return b"".join(chunks) if len(chunks) > 1 else chunks[0]

    def _cap(self, size: int) -> None:
        if size > self._limit:
            raise BodyTooLarge(f"The body is larger than {self._limit:,} bytes, which is the most that is taken.")

    async def _keep(self, envelope: Envelope) -> Receipt:
        receipt = await self._inbox.accept(envelope)
        if not self._untold:
            asyncio.get_running_loop().call_soon(self._tell)
        self._untold.append({**_identity(envelope), "receipt": receipt.value})
        if self._nudge and receipt is not Receipt.DUPLICATE:
            self._nudge()
        return receipt

    def _tell(self) -> None:
        """Logs what one commit kept, after it was acknowledged: together costs a fifth of one by one."""
        untold, self._untold = self._untold, []
        _LOG.info("delivery", extra={"each": untold})


def _refuse(problem: Exception, envelope: Envelope | None) -> tuple[int, Answer]:
    """Status and answer; a bug is logged in full."""
    status, sentence, headers = refusal(problem)
    extra = {"answer": status, "sentence": sentence, **(_identity(envelope) if envelope else {})}
    if status == 500:
        _LOG.error("a delivery met a bug", exc_info=problem, extra=extra)
    else:
        _LOG.warning("delivery refused", extra=extra)
    return status, messages(status, sentence, headers)


def _identity(envelope: Envelope) -> dict[str, object]:
    """What every line about a delivery says."""
    return {
        "delivery": envelope.id,
        "event": envelope.event,
        "action": envelope.action,
        "installation": envelope.installation_id,
    }
