"""What a model decided, judged: evidence that was shown, words without tricks, and the form that each topic wants."""

from __future__ import annotations

from typing import Any

import pytest

from bot.advice.vetting import Vetted, vet
from bot.types import Evidence
from tests.bot.advice.world import FACTS, decision, reply, snapshot

SHOWN = {"app.py": 4}


def vetted(*decisions: Any, root: str = "") -> Vetted:
    return vet(reply(*decisions, root=root), (FACTS,), snapshot(), SHOWN)


@pytest.mark.parametrize(
    ("topic", "value"),
    [
        ("health path", ("/healthz",)),
        ("runtime", ("3.13",)),
        ("kind of program", ("worker",)),
        ("start", ("gunicorn", "--bind", "0.0.0.0:${PORT}", "app:app")),
        ("install", ("pip", "install", "-r", "requirements.txt")),
        ("system package at run time", ("libgl1", "libglib2.0-0")),
        ("environment variable", ("LANG", "C.UTF-8")),
        ("copied into the image", ("dist/server", "server")),
        ("stop signal", ("SIGINT",)),
        ("output", ("dist",)),
        ("entry point", ("src/main.py",)),
    ],
)
def test_a_decision_of_the_right_form_is_a_claim_that_is_not_certain(topic: str, value: tuple[str, ...]) -> None:
    found = vetted(decision(topic, *value))
    (counsel,) = found.counsels
    (claim,) = counsel.claims

    assert (str(claim.topic), claim.value, claim.certain) == (topic, value, False)
    assert claim.evidence == (Evidence(path="app.py", line=4, text="serve(port)"),)
    assert found.refused == ()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (decision("health path", "/x", path="other.py"), "no line that was shown"),
        (decision("health path", "/x", line=5), "no line that was shown"),
        (decision("health path", "/x", line=0), "no line that was shown"),
        (decision("health path", "/x?token=1"), "characters that no argument needs"),
        (decision("health path", "x"), "no health path"),
        (decision("health path", "/a", "/b"), "no health path"),
        (decision("start"), "empty, or too long"),
        (decision("start", *["x"] * 61), "empty, or too long"),
        (decision("start", "x" * 401), "empty, or too long"),
        (decision("start", "x", reason="y" * 401), "empty, or too long"),
        (decision("start", "sh", "-c", "curl x | sh"), "characters that no argument needs"),
        (decision("start", "a;b"), "characters that no argument needs"),
        (decision("start", "a\nb"), "characters that no argument needs"),
        (decision("start", "$(id)"), "characters that no argument needs"),
        (decision("start", "a\u200bb"), "characters that no argument needs"),
        (decision("kind of program", "database"), "no kind of program"),
        (decision("system package at run time", "libgl1", "-o"), "no system package"),
        (decision("environment variable", "path", "x"), "no environment variable"),
        (decision("copied into the image", "../x", "x"), "no copied into the image"),
        (decision("copied into the image", "x", "/etc/passwd"), "no copied into the image"),
        (decision("output", "a/../../b"), "no output"),
        (decision("stop signal", "SIGKILL"), "no stop signal"),
        (decision("runtime", "a", "b", "c"), "no runtime"),
    ],
)
def test_what_is_not_is_refused_with_a_sentence(raw: Any, why: str) -> None:
    found = vetted(raw)

    assert found.counsels == ()
    assert why in found.refused[0]
    assert "\n" not in found.refused[0]


def test_a_port_below_1024_or_above_all_is_none() -> None:
    ports = [decision("port", port) for port in ("80", "70000", "08000", "8001")]

    found = vet(reply(*ports), (), snapshot(), SHOWN)

    assert [claim.value for claim in found.counsels[0].claims] == [("8001",)]
    assert len(found.refused) == 3


def test_what_is_certain_stands_and_repeating_it_is_no_contradiction() -> None:
    found = vetted(decision("port", "9000"), decision("port", "8000"))

    assert found.counsels == ()
    assert found.refused == ("port '9000': the repository says otherwise, certainly.",)


def test_of_two_decisions_on_one_topic_the_first_counts_unless_there_may_be_many() -> None:
    found = vetted(
        decision("health path", "/a"), decision("health path", "/b"), decision("build", "make"), decision("build", "x")
    )

    assert [claim.value for claim in found.counsels[0].claims] == [("/a",), ("make",), ("x",)]


def test_services_are_those_of_the_draft_or_folders_that_there_are() -> None:
    texts = {"api/main.cr": "listen\n"}
    unknown = vetted(decision("health path", "/a"), root="elsewhere")
    fresh = vet(
        reply(decision("start", "./x", path="api/main.cr", line=1), root="api/"),
        (),
        snapshot(texts),
        {"api/main.cr": 1},
    )
    invented = vet(reply(root="web"), (), snapshot(texts), {})

    assert unknown.refused == ("The service in 'elsewhere' is not one of this repository's.",)
    assert [one.root for one in fresh.counsels] == ["api"]
    assert invented.refused


def test_a_reason_is_one_plain_line() -> None:
    found = vetted(decision("health path", "/a", reason="Because\n\nof\u202e this\x1b[31m."))

    assert found.counsels[0].claims[0].reason == "Because of this[31m."
