"""Logs: what a line says, in both forms, and what it never says."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from typing import TYPE_CHECKING, Any

import pytest

from bot.telemetry import bound, set_up

if TYPE_CHECKING:
    from collections.abc import Iterator

LOG = logging.getLogger("test")
PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def stream() -> io.StringIO:
    return io.StringIO()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_one_json_object_with_a_time_in_utc(stream: io.StringIO) -> None:
    set_up(stream=stream)

    LOG.info("two\nlines of %s", "text")

    (line,) = lines(stream)
    assert (line["level"], line["logger"], line["message"]) == ("info", "test", "two\nlines of text")
    assert line["time"].endswith("+00:00")


def test_what_is_bound_is_on_every_line_inside_and_on_none_outside(stream: io.StringIO) -> None:
    set_up(stream=stream)

    with bound(delivery="d-1", event="push"):
        with bound(installation=7):
            LOG.info("inner")
        LOG.info("outer")
    LOG.info("outside")

    fields = [{name: line.get(name) for name in ("delivery", "event", "installation")} for line in lines(stream)]
    assert fields[0] == {"delivery": "d-1", "event": "push", "installation": 7}
    assert fields[1] == {"delivery": "d-1", "event": "push", "installation": None}
    assert fields[2] == {"delivery": None, "event": None, "installation": None}


def test_tasks_do_not_see_what_another_has_bound(stream: io.StringIO) -> None:
    set_up(stream=stream)

    async def task(name: str) -> None:
        with bound(delivery=name):
            await asyncio.sleep(0)
            LOG.info(name)

    async def main() -> None:
        await asyncio.gather(task("a"), task("b"))

    asyncio.run(main())

    assert [(line["delivery"], line["message"]) for line in lines(stream)] == [("a", "a"), ("b", "b")]


def test_extra_fields_and_tracebacks_are_there(stream: io.StringIO) -> None:
    set_up(stream=stream)

    try:
        raise ValueError("wrong")
    except ValueError:
        LOG.exception("broke", extra={"answer": 500, "path": object})

    (line,) = lines(stream)
    assert (line["answer"], line["path"]) == (500, "<class 'object'>")
    assert "ValueError: wrong" in line["error"]


@pytest.mark.parametrize("value", ["é\x00", "\ud800", 2**63, 2**70, None, True, 1.5, ["a", {"b": None}]])
def test_a_field_is_read_back_as_it_was(stream: io.StringIO, value: object) -> None:
    set_up(stream=stream)

    LOG.info("field", extra={"value": value})

    assert lines(stream)[0]["value"] == value


@pytest.mark.parametrize("human", [True, False])
def test_one_record_may_stand_for_many_lines(stream: io.StringIO, human: bool) -> None:
    set_up(stream=stream, human=human)

    with bound(role="web"):
        LOG.info("delivery", extra={"each": [{"delivery": "d-1"}, {"delivery": "d-2"}]})

    written = stream.getvalue().splitlines()
    assert [("d-1" in line, "d-2" in line, "web" in line) for line in written] == [
        (True, False, True),
        (False, True, True),
    ]


def test_below_the_level_nothing_is_logged(stream: io.StringIO) -> None:
    set_up("WARNING", stream=stream)

    LOG.info("quiet")

    assert stream.getvalue() == ""


def test_set_up_again_replaces_what_was(stream: io.StringIO) -> None:
    before = io.StringIO()
    set_up(stream=before)
    set_up(stream=stream)

    LOG.warning("once")

    assert (before.getvalue(), len(lines(stream))) == ("", 1)


def test_a_terminal_gets_a_line_for_people(stream: io.StringIO) -> None:
    stream.isatty = lambda: True  # type: ignore[method-assign]
    set_up(stream=stream)

    with bound(delivery="d-1", action=""):
        LOG.warning("delivery %s", "refused", extra={"answer": 401})

    text = stream.getvalue()
    assert "WARNING delivery refused delivery=d-1 answer=401" in text
    assert "action" not in text


def test_people_get_the_traceback_below(stream: io.StringIO) -> None:
    set_up(stream=stream, human=True)

    try:
        raise ValueError("wrong")
    except ValueError:
        LOG.exception("broke")

    assert stream.getvalue().splitlines()[-1] == "ValueError: wrong"


@pytest.mark.parametrize("human", [True, False])
@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("hunter2", "the secret is hunter2"),
        ('with "quotes"\\', 'the secret is with "quotes"\\'),
        ("ghs_16C7e42F292c6912E7710c838347Ae178B4a", "token ghs_16C7e42F292c6912E7710c838347Ae178B4a here"),
        ("github_pat_11ABCDEFG0123456789_abcdefghij", "github_pat_11ABCDEFG0123456789_abcdefghij"),
        ("c2lnbmF0dXJl", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2lnbmF0dXJl"),
        ("MIIEpAIBAAKCAQEA", f"key {PEM}"),
        ("s3cret", "postgresql://bot:s3cret@db.example/dockerize"),
        ("sk-proj-abcdefghijklmnop", "key sk-proj-abcdefghijklmnop"),
    ],
)
def test_no_secret_is_logged_wherever_it_comes_from(human: bool, secret: str, text: str) -> None:
    stream = io.StringIO()
    set_up(stream=stream, human=human, secrets=["hunter2", 'with "quotes"\\', ""])

    LOG.error("message: %s", text)
    with bound(field=text):
        LOG.error("field", extra={"other": text})
    try:
        raise ValueError(text)
    except ValueError:
        LOG.exception("traceback")

    written = stream.getvalue()
    assert secret not in written
    assert json.dumps(secret)[1:-1] not in written
    assert written.count("[hidden]") >= 4


def test_what_only_looks_a_little_like_a_secret_is_left_alone(stream: io.StringIO) -> None:
    set_up(stream=stream)

    LOG.info("https://github.com/octo/app and ghs_short and sk-1")

    assert lines(stream)[0]["message"] == "https://github.com/octo/app and ghs_short and sk-1"
