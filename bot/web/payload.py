"""Reads of a payload only what the inbox keeps beside it: the action and the installation's id; no I/O."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from bot.errors import NotJson, WrongShape
from bot.types import Envelope

if TYPE_CHECKING:
    from collections.abc import Mapping

# A delivery's id becomes a part of a workflow's id, an action a text in Postgres: neither holds anything but words.
_WORD = re.compile(r"[A-Za-z0-9._-]{1,100}")
_LARGEST_ID = 2**63 - 1
_AS_SENT = {name: name.lower().encode() for name in ("X-GitHub-Delivery", "X-GitHub-Event")}


class _Payload(msgspec.Struct):
    """Of any type, as GitHub signed it: what is odd counts as missing, and is never refused."""

    action: object = ""
    installation: object = None


# msgspec checks all of the JSON but makes no objects of what is not asked for: a sixth of the time of json.loads.
_decode = msgspec.json.Decoder(_Payload).decode


def read(headers: Mapping[bytes, bytes], body: bytes) -> Envelope:
    """Raises WrongShape, also for a header that GitHub always sends, and NotJson."""
    id_, event = _header(headers, "X-GitHub-Delivery"), _header(headers, "X-GitHub-Event")
    payload = _parse(body)
    action, installation = payload.action, payload.installation
    number = installation.get("id") if isinstance(installation, dict) else None
    return Envelope(
        id=id_,
        event=event,
        action=action if isinstance(action, str) and _WORD.fullmatch(action) else "",
        installation_id=number if type(number) is int and 0 < number <= _LARGEST_ID else None,
        body=body,
    )


def _parse(body: bytes) -> _Payload:
    try:
        body.decode()  # msgspec does not look into the texts that it skips
        return _decode(body)
    except msgspec.ValidationError:
        _skim(body)  # its first character was enough to refuse it: what follows was not looked at
        raise WrongShape("The body is JSON, but not an object, as every payload of GitHub's is.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise NotJson(f"The body is not JSON: {problem}.") from None


def _skim(body: bytes) -> None:
    """Reads all of it and makes nothing of it; raises NotJson."""
    try:
        msgspec.json.decode(body, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise NotJson(f"The body is not JSON: {problem}.") from None


def _header(headers: Mapping[bytes, bytes], name: str) -> str:
    value = headers.get(_AS_SENT[name], b"").decode("latin-1")
    if not _WORD.fullmatch(value):
        raise WrongShape(f"{name} is missing, or more than letters, digits, dots and dashes: GitHub always sends it.")
    return value
