"""The deliveries of the App's webhook: listed, shown, and sent again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.sandbox import hooks
from bot.sandbox.call import Answer, Call, not_found
from bot.sandbox.door import Endpoint
from bot.sandbox.shapes import iso

if TYPE_CHECKING:
    from bot.sandbox.nouns import Delivery

SENDING: set[asyncio.Task[Delivery]] = set()  # asyncio keeps no strong reference to a task


def _item(each: Delivery) -> dict[str, object]:
    held, where = each.payload.get("installation"), each.payload.get("repository")
    return {
        "id": each.id,
        "guid": each.guid,
        "delivered_at": iso(each.at),
        "redelivery": each.redelivery,
        "duration": each.seconds,
        "status": "OK" if 200 <= each.status < 300 else "failed to connect to host" if not each.status else "Invalid",
        "status_code": each.status,
        "event": each.event,
        "action": each.payload.get("action"),
        "installation_id": held.get("id") if isinstance(held, dict) else None,
        "repository_id": where.get("id") if isinstance(where, dict) else None,
    }


def list_deliveries(call: Call) -> Answer:
    """Newest first; the cursor is the id of the next one."""
    newest = list(reversed(call.world.deliveries))
    cursor, size = call.query.get("cursor", ""), min(int(call.query.get("per_page", "30")), 100)
    if cursor:
        newest = [each for each in newest if each.id <= int(cursor)]
    link = f'<{call.url}?per_page={size}&cursor={newest[size].id}>; rel="next"' if len(newest) > size else ""
    return Answer(body=[_item(each) for each in newest[:size]], headers={"Link": link} if link else {})


def _delivery(call: Call) -> Delivery:
    number = call.number("delivery_id")
    for each in call.world.deliveries:
        if each.id == number:
            return each
    raise not_found()


def get_delivery(call: Call) -> Answer:
    each = _delivery(call)
    sides = {
        "request": {"headers": {"X-GitHub-Delivery": each.guid, "X-GitHub-Event": each.event}, "payload": each.payload},
        "response": {"headers": {}, "payload": ""},
    }
    return Answer(body={**_item(each), "url": call.world.hook_url, **sides})


def redeliver(call: Call) -> Answer:
    each = _delivery(call)
    task = asyncio.get_running_loop().create_task(
        hooks.send(call.world, each.event, each.payload, each.guid, redelivery=True)
    )
    SENDING.add(task)
    task.add_done_callback(SENDING.discard)
    return Answer(body={}, status=202)


AT = "/app/hook/deliveries"
ENDPOINTS = (
    Endpoint(method="GET", path=AT, handle=list_deliveries),
    Endpoint(method="GET", path=AT + "/{delivery_id}", handle=get_delivery),
    Endpoint(method="POST", path=AT + "/{delivery_id}/attempts", handle=redeliver),
)
