"""What is read of a payload, and how little is demanded of it."""

from __future__ import annotations

import json

import pytest

from bot.errors import NotJson, WrongShape
from bot.web.payload import read

HEADERS = {b"x-github-delivery": b"72d3162e-cc78", b"x-github-event": b"issue_comment"}


def test_id_event_action_and_installation_are_read_and_the_body_is_kept_as_it_is() -> None:
    body = b'{"action": "created",  "installation": {"id": 7, "node_id": "x"}, "x": [1, {"y": null}]}'

    envelope = read(HEADERS, body)

    assert (envelope.id, envelope.event, envelope.action) == ("72d3162e-cc78", "issue_comment", "created")
    assert (envelope.installation_id, envelope.body, envelope.attempt) == (7, body, 1)


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"action": None, "installation": None},
        {"action": 5, "installation": 5},
        {"action": ["created"], "installation": {}},
        {"action": "two words", "installation": {"id": "7"}},
        {"action": "null\0byte", "installation": {"id": True}},
        {"action": "a" * 101, "installation": {"id": 2**63}},
        {"action": "created\n", "installation": {"id": -1}},
        {"action": "", "installation": {"id": 7.5}},
    ],
)
def test_what_is_missing_or_odd_counts_as_missing_because_github_signed_it(payload: object) -> None:
    envelope = read(HEADERS, json.dumps(payload).encode())

    assert (envelope.action, envelope.installation_id) == ("", None)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{}x",
        b"payload=%7B%7D",
        b'{"a": 01}',
        b'{"a": "\xff"}',
        b'{"a": ' + b"[" * 100_000,
        b"[" * 100_000,
        b"[1,",
        b"[]x",
        b'{"a": "\\ud800"}',
        b"\xef\xbb\xbf{}",
    ],
)
def test_a_body_that_does_not_parse_is_not_json(body: bytes) -> None:
    with pytest.raises(NotJson, match="not JSON"):
        read(HEADERS, body)


@pytest.mark.parametrize("body", [b"[]", b"7", b'"text"', b"null", b"true"])
def test_json_that_is_no_object_has_the_wrong_shape(body: bytes) -> None:
    with pytest.raises(WrongShape, match="not an object"):
        read(HEADERS, body)


@pytest.mark.parametrize("name", ["X-GitHub-Delivery", "X-GitHub-Event"])
@pytest.mark.parametrize("value", [None, b"", b"a/b", b"two words", b"x" * 101, b"\xe4", b"a\nb", b"a\n"])
def test_an_id_or_event_that_is_no_word_has_the_wrong_shape(name: str, value: bytes | None) -> None:
    headers = {**HEADERS, name.lower().encode(): value}

    with pytest.raises(WrongShape, match=name):
        read({key: text for key, text in headers.items() if text is not None}, b"{}")
