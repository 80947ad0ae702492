"""The webhook: what is kept, what is refused, and that every answer is a sentence."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import DatabaseDown, InboxFull
from bot.telemetry import set_up
from bot.telemetry.metrics import Metrics
from bot.web import create_app
from tests.bot.web.world import OLD_SECRET, PAYLOAD, SECRET, MemoryInbox, ask, exchange, exchanging, headers, post, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.types import ASGIApp

ID = "72d3162e-cc78-11e3-81ab-4c9367dc0958"


class Chunks:
    """A body of which it is known how much was read."""

    def __init__(self, *chunks: bytes) -> None:
        self._chunks = chunks
        self.left = len(chunks)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for chunk in self._chunks:
            self.left -= 1
            yield {"type": "http.request", "body": chunk, "more_body": True}


@contextmanager
def logs(stream: io.StringIO) -> Iterator[None]:
    """Logs go to a stream, and later where they went before."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    set_up(stream=stream)
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def door(inbox: MemoryInbox, *, limit: int = 10_000, nudge: Callable[[], None] | None = None) -> ASGIApp:
    return create_app(inbox, [SECRET, OLD_SECRET], body_limit=limit, nudge=nudge)


def test_a_signed_delivery_is_acknowledged_after_it_was_kept() -> None:
    inbox = MemoryInbox()

    answer = post(door(inbox))

    assert (answer.status, answer.headers["content-type"]) == (202, "application/json")
    assert "is kept" in answer.sentence
    assert (inbox.kept[ID].event, inbox.kept[ID].installation_id) == ("installation", 7)
    assert json.loads(inbox.kept[ID].body) == PAYLOAD


def test_the_secret_before_is_accepted_too() -> None:
    body = b"{}"

    answer = post(door(MemoryInbox()), body, x_hub_signature_256=sign(body, OLD_SECRET))

    assert answer.status == 202


def test_a_redelivery_is_acknowledged_as_known() -> None:
    app = door(MemoryInbox())
    post(app)

    answer = post(app)

    assert (answer.status, "known already" in answer.sentence) == (202, True)


def test_a_worker_in_the_process_is_nudged_once_for_each_that_is_to_be_worked_off() -> None:
    nudges: list[None] = []
    app = door(MemoryInbox(), nudge=lambda: nudges.append(None))

    for _ in range(3):
        post(app)

    assert len(nudges) == 1


@pytest.mark.parametrize("event", ["ping", "star", "an_event_of_tomorrow"])
def test_events_that_nobody_handles_are_accepted(event: str) -> None:
    answer = post(door(MemoryInbox()), {"action": "unheard_of"}, x_github_event=event)

    assert answer.status == 202


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"x_hub_signature_256": None}, 401),
        ({"x_hub_signature_256": "sha256=" + "0" * 64}, 401),
        ({"x_hub_signature_256": "sha1=757107ea"}, 401),
        ({"content_type": "application/x-www-form-urlencoded"}, 415),
        ({"content_type": "application/jsonp"}, 415),
        ({"content_type": None}, 415),
        ({"x_github_delivery": None}, 400),
        ({"x_github_event": None}, 400),
        ({"x_github_delivery": "../../etc"}, 400),
        ({"content_length": "10001"}, 413),
    ],
)
def test_a_wrong_header_is_refused_with_a_sentence_and_nothing_is_kept(
    changed: dict[str, str | None], status: int
) -> None:
    inbox = MemoryInbox()

    answer = post(door(inbox), **changed)

    assert (answer.status, bool(answer.sentence)) == (status, True)
    assert inbox.kept == {}


def test_the_charset_of_json_does_not_matter() -> None:
    assert post(door(MemoryInbox()), content_type="Application/JSON; charset=utf-8").status == 202


@pytest.mark.parametrize(("body", "words"), [(b"{", "not JSON"), (b"[]", "not an object"), (b"a=1", "not JSON")])
def test_a_signed_body_of_the_wrong_kind_is_told_what_is_wrong(body: bytes, words: str) -> None:
    answer = post(door(MemoryInbox()), body)

    assert (answer.status, words in answer.sentence) == (400, True)


def test_nothing_is_parsed_that_nobody_signed() -> None:
    answer = post(door(MemoryInbox()), b"{", x_hub_signature_256="sha256=" + "0" * 64)

    assert answer.status == 401


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD", "OPTIONS"])
def test_other_methods_are_told_which_one_is_right(method: str) -> None:
    answer = ask(door(MemoryInbox()), method, "/webhook")

    assert (answer.status, answer.headers["allow"]) == (405, "POST")


def test_a_body_in_chunks_is_put_together_before_it_is_verified() -> None:
    body = json.dumps(PAYLOAD).encode()
    inbox = MemoryInbox()

    answer = ask(door(inbox), "POST", "/webhook", headers=headers(body), chunks=[body[:9], b"", body[9:]])

    assert answer.status == 202
    assert inbox.kept[ID].body == body


def test_a_body_over_the_cap_is_refused_while_it_streams() -> None:
    messages = Chunks(b"x" * 400, b"x" * 400, b"x" * 400)
    app = door(MemoryInbox(), limit=700)

    sent = exchange(app, "POST", "/webhook", headers=headers(b"", content_length=None), messages=messages)

    assert (sent[0]["status"], messages.left) == (413, 1)
    assert b"700 bytes" in sent[1]["body"]


def test_a_body_of_exactly_the_cap_is_taken() -> None:
    body = b'{"a": "' + b"x" * 991 + b'"}'

    answer = post(door(MemoryInbox(), limit=1000), body)

    assert (len(body), answer.status) == (1000, 202)


@pytest.mark.parametrize(
    ("problem", "patience"), [(InboxFull("It is full."), "5"), (DatabaseDown("It is down."), "30")]
)
def test_what_could_not_be_kept_is_not_acknowledged(problem: Exception, patience: str) -> None:
    answer = post(door(MemoryInbox(problem)))

    assert (answer.status, answer.headers["retry-after"]) == (503, patience)
    assert answer.sentence == str(problem)


def test_a_bug_is_answered_in_json_and_logged_in_full(caplog: pytest.LogCaptureFixture) -> None:
    answer = post(door(MemoryInbox(ZeroDivisionError("inside"))))

    assert (answer.status, "inside" in answer.sentence) == (500, False)
    assert "ZeroDivisionError: inside" in caplog.text


def test_a_sender_that_hangs_up_gets_no_answer_and_nothing_is_kept() -> None:
    inbox = MemoryInbox()
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": b"{", "more_body": True},
        {"type": "http.disconnect"},
    ]

    sent = exchange(door(inbox), "POST", "/webhook", headers=headers(b"{}"), messages=messages)

    assert (sent, inbox.kept) == ([], {})


def test_each_delivery_is_logged_with_its_identity() -> None:
    stream = io.StringIO()
    app = door(MemoryInbox())

    with logs(stream):
        post(app)
        post(app, {}, x_github_event="push", x_github_delivery="d-2")

    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    names = ("delivery", "event", "action", "installation", "receipt")
    assert [tuple(line[name] for name in names) for line in lines] == [
        (ID, "installation", "created", 7, "stored"),
        ("d-2", "push", "", None, "stored"),
    ]


def test_deliveries_that_come_together_are_logged_together_one_line_each() -> None:
    stream = io.StringIO()
    app = door(MemoryInbox())

    async def main() -> None:
        await asyncio.gather(
            *(
                exchanging(
                    app,
                    "POST",
                    "/webhook",
                    headers=headers(b"{}", x_github_delivery=id_),
                    messages=[{"type": "http.request", "body": b"{}"}],
                )
                for id_ in ("d-1", "d-2", "d-3")
            )
        )

    with logs(stream):
        asyncio.run(main())

    assert [json.loads(line)["delivery"] for line in stream.getvalue().splitlines()] == ["d-1", "d-2", "d-3"]


def test_a_refusal_is_logged_with_the_identity_where_there_is_one() -> None:
    stream = io.StringIO()

    with logs(stream):
        post(door(MemoryInbox(DatabaseDown("It is down."))))
        post(door(MemoryInbox()), x_hub_signature_256=None)

    one, other = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (one["answer"], one["sentence"], one["delivery"], one["installation"]) == (503, "It is down.", ID, 7)
    assert (other["answer"], other.get("delivery")) == (401, None)


def test_deliveries_are_counted_by_event_and_answer_but_a_strangers_words_are_not_labels() -> None:
    metrics = Metrics()
    app = create_app(MemoryInbox(), [SECRET], metrics=metrics)

    post(app)
    post(app, x_hub_signature_256=None, x_github_event="made_up")

    value = metrics.registry.get_sample_value
    assert value("dockerize_deliveries_total", {"event": "installation", "answer": "202"}) == 1
    assert value("dockerize_deliveries_total", {"event": "", "answer": "401"}) == 1
    assert value("dockerize_delivery_seconds_count") == 2
    assert value("dockerize_inbox_waiting") == 3


HEADER_NAMES = [
    "content-type",
    "content-length",
    "x-github-delivery",
    "x-github-event",
    "x-hub-signature-256",
    "x-other",
]
HEADER_VALUES = st.text(st.characters(max_codepoint=255), max_size=80)


@given(
    method=st.sampled_from(["POST", "GET", "PATCH", "x"]),
    sent=st.dictionaries(st.sampled_from(HEADER_NAMES), HEADER_VALUES, max_size=6),
    chunks=st.lists(st.binary(max_size=400), min_size=1, max_size=4),
)
def test_no_request_makes_the_door_break(method: str, sent: dict[str, str], chunks: list[bytes]) -> None:
    answer = ask(door(MemoryInbox(), limit=500), method, "/webhook", headers=sent, chunks=chunks)

    assert answer.status in {401, 405, 413, 415}
    assert answer.sentence


@given(
    body=st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["action", "installation", "id"]), inner),
            max_leaves=8,
        ).map(lambda value: json.dumps(value).encode()),
    ),
    id_=HEADER_VALUES,
)
def test_nothing_that_is_signed_makes_the_door_break(body: bytes, id_: str) -> None:
    inbox = MemoryInbox()

    answer = post(door(inbox), body, x_github_delivery=id_)

    assert answer.status in {202, 400}
    assert len(inbox.kept) == (answer.status == 202)
    assert answer.sentence
