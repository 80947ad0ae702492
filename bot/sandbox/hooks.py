"""Webhooks: signed, sent, and kept as deliveries that can be asked for and sent again."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import http.client
import json
import time
import uuid
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.sandbox.nouns import Delivery

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.sandbox.world import World

PATIENCE = 10  # seconds that GitHub waits for an answer


def sign(secret: str, body: bytes) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def headers(world: World, event: str, guid: str, body: bytes) -> dict[str, str]:
    """What GitHub sends along with a webhook."""
    return {
        "Accept": "*/*",
        "Content-Type": "application/json",
        "User-Agent": "GitHub-Hookshot/5a9f2c1",
        "X-GitHub-Delivery": guid,
        "X-GitHub-Event": event,
        "X-GitHub-Hook-ID": str(world.app_id),
        "X-GitHub-Hook-Installation-Target-ID": str(world.app_id),
        "X-GitHub-Hook-Installation-Target-Type": "integration",
        "X-Hub-Signature-256": sign(world.hook_secret, body),
    }


async def send(
    world: World, event: str, payload: Mapping[str, object], guid: str = "", *, redelivery: bool = False
) -> Delivery:
    """Delivers once, whatever comes of it; a redelivery carries the guid of the first."""
    guid = guid or str(uuid.uuid4())
    delivery = Delivery(id=world.id(), guid=guid, event=event, payload=payload, at=world.now(), redelivery=redelivery)
    world.deliveries.append(delivery)
    if world.hook_url:
        body = json.dumps(payload, separators=(",", ":")).encode()
        start = time.monotonic()
        sent = headers(world, event, guid, body)
        delivery.status = await asyncio.to_thread(_post, world.hook_url, body, sent)
        delivery.seconds = round(time.monotonic() - start, 2)
    return delivery


def _post(url: str, body: bytes, sent: Mapping[str, str]) -> int:
    """Returns the status, 0 when nobody answered in time."""
    where = urlsplit(url)
    kind = http.client.HTTPSConnection if where.scheme == "https" else http.client.HTTPConnection
    connection = kind(where.netloc, timeout=PATIENCE)
    try:
        connection.request("POST", where.path or "/", body, dict(sent))
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
    return answer.status
