"""Reads a model's reply, which is a stranger's text: one JSON object, valid by the schema, or a sentence why not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.errors import DockerizeError

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 200_000  # characters; decisions about a repository take a few thousand


class UnusableReply(DockerizeError):
    """The reply is no JSON object of the shape that was asked for; the sentence quotes nothing of it."""


def read(text: str, schema: Mapping[str, object]) -> dict[str, object]:
    """The object in `text`; raises UnusableReply."""
    if len(text) > LONGEST:
        raise UnusableReply(f"The reply has {len(text):,} characters, of which at most {LONGEST:,} are read.")
    try:
        value = json.loads(text, parse_constant=_refuse)
        text_of_it = json.dumps(value, ensure_ascii=False)
        text_of_it.encode()  # half a character, as an escape, is no text
    except (ValueError, RecursionError):
        raise UnusableReply("The reply is not JSON.") from None
    return check(value, schema)


def check(value: object, schema: Mapping[str, object]) -> dict[str, object]:
    """The same value where it is an object that the schema allows; raises UnusableReply."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    if not isinstance(value, dict):
        raise UnusableReply("The reply is JSON, but not an object.")
    problem = best_match(Draft202012Validator(schema).iter_errors(value))
    if problem is not None:
        where = "/".join(str(part) for part in problem.absolute_schema_path)
        raise UnusableReply(f"The reply is not of the shape that was asked for (the schema's {where}).")
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
