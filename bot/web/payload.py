"""Reads of a payload only what the inbox keeps beside it: the action and the installation's id; no I/O."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic_core import SchemaValidator, ValidationError, core_schema

from bot.errors import NotJson, WrongShape
from bot.types import Envelope

if TYPE_CHECKING:
    from collections.abc import Mapping

# A delivery's id becomes a part of a workflow's id, an action a text in Postgres: neither holds anything but words.
_WORD = r"[A-Za-z0-9._-]{1,100}"
_IS_WORD = re.compile(_WORD.encode()).fullmatch


def _or(default: object, schema: core_schema.CoreSchema) -> core_schema.TypedDictField:
    """An optional field that counts as missing when it has another type: never refuse what GitHub signed."""
    lenient = core_schema.with_default_schema(schema, default=default, on_error="default")
    return core_schema.typed_dict_field(lenient, required=False)


# pydantic's parser checks all of the JSON, but makes no objects of what is not asked for.
_PAYLOAD = SchemaValidator(
    core_schema.typed_dict_schema(
        {
            "action": _or("", core_schema.str_schema(strict=True, pattern=f"^{_WORD}$")),
            "installation": _or(
                {},
                core_schema.typed_dict_schema(
                    {"id": _or(None, core_schema.int_schema(strict=True, ge=1, le=2**63 - 1))}
                ),
            ),
        }
    )
)


def read(headers: Mapping[bytes, bytes], body: bytes) -> Envelope:
    """Raises WrongShape, also for a header that GitHub always sends, and NotJson."""
    id_, event = _word(headers, "X-GitHub-Delivery"), _word(headers, "X-GitHub-Event")
    try:
        payload: dict[str, Any] = _PAYLOAD.validate_json(body)
    except ValidationError as problem:
        error = problem.errors(include_url=False, include_input=False)[0]
        if error["type"] == "json_invalid":
            raise NotJson(f"The body is not JSON ({error['ctx']['error']}).") from None
        raise WrongShape("The body is JSON, but not an object, as every payload of GitHub's is.") from None
    return Envelope(
        id=id_,
        event=event,
        action=payload.get("action", ""),
        installation_id=payload.get("installation", {}).get("id"),
        body=body,
    )


def _word(headers: Mapping[bytes, bytes], name: str) -> str:
    value = headers.get(name.lower().encode(), b"")
    if not _IS_WORD(value):
        raise WrongShape(f"{name} is missing, or more than letters, digits, dots and dashes: GitHub always sends it.")
    return value.decode()
