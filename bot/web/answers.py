"""Where errors meet HTTP: the one table from error to status, and the JSON that each answer is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.errors import (
    BadInput,
    BadSignature,
    BodyTooLarge,
    DatabaseDown,
    DockerizeError,
    InboxFull,
    NotJson,
    WrongShape,
)

if TYPE_CHECKING:
    from starlette.types import Message

Headers = tuple[tuple[bytes, bytes], ...]
Answer = tuple["Message", "Message"]

_JSON = (b"content-type", b"application/json")
_CLOSE = (b"connection", b"close")  # what is left of the body is not worth reading


class WrongMethod(BadInput):
    """Somebody asked the webhook for something; GitHub only posts to it."""


class WrongMediaType(BadInput):
    """The body is not declared to be JSON."""


_ANSWERS: dict[type[DockerizeError], tuple[int, Headers]] = {
    WrongMethod: (405, ((b"allow", b"POST"), _CLOSE)),
    WrongMediaType: (415, (_CLOSE,)),
    BadSignature: (401, (_CLOSE,)),
    BodyTooLarge: (413, (_CLOSE,)),
    NotJson: (400, ()),
    WrongShape: (400, (_CLOSE,)),
    InboxFull: (503, ((b"retry-after", b"5"),)),
    DatabaseDown: (503, ((b"retry-after", b"30"),)),
}
_BUG = "Something broke that should not have, and the delivery was not kept: the log of this server says what."


def refusal(problem: Exception) -> tuple[int, str, Headers]:
    """Status, sentence and headers for an error; 500 for one that nobody foresaw."""
    if isinstance(problem, DockerizeError) and (known := _ANSWERS.get(type(problem))):
        return known[0], problem.sentence, known[1]
    return 500, _BUG, (_CLOSE,)


def messages(status: int, sentence: str, headers: Headers = ()) -> Answer:
    """What an application sends for an answer; may be sent many times."""
    body = json.dumps({"sentence": sentence}).encode()
    length = (b"content-length", str(len(body)).encode())
    return (
        {"type": "http.response.start", "status": status, "headers": (_JSON, length, *headers)},
        {"type": "http.response.body", "body": body},
    )
