"""What a word of a file becomes: claims with their place, or a doubt."""

from __future__ import annotations

import pytest

from bot.stacks.hints import telling
from bot.types import Claim, Evidence, Topic

AT = Evidence(path="x.toml", line=3, text="A = 1")


def told(text: str) -> list[tuple[Topic, str]]:
    found = telling.started(text, AT, "x.toml", kind="web")
    return [(one.topic, " ".join(one.value)) for one in found if isinstance(one, Claim)]


def test_a_start_says_what_follows_from_its_words() -> None:
    assert told("A=1 npm install && flask db upgrade && gunicorn x --port ${PORT:-9000}") == [
        (Topic.KIND, "web"),
        (Topic.START, "gunicorn x --port ${PORT}"),
        (Topic.RELEASE, "flask db upgrade"),
        (Topic.PORT, "9000"),
        (Topic.VARIABLE, "A"),
    ]


def test_a_long_command_is_shortened_in_a_doubt() -> None:
    (one,) = telling.started("a | " + "b" * 200, AT, "x.toml")

    assert not isinstance(one, Claim)
    assert "…" in one.sentence
    assert len(one.sentence) < 200


@pytest.mark.parametrize(("text", "ports"), [("80", ["80"]), ("0", []), ("70000", []), ("x", []), ("", [])])
def test_ports(text: str, ports: list[str]) -> None:
    assert [one.value[0] for one in telling.port(text, AT, "x")] == ports


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("/up?x=1", ["/up"]),
        ("curl http://localhost:8000/a/b || exit 1", ["/a/b"]),
        ("wget http://127.0.0.1:${PORT}", ["/"]),
        ("pg_isready", []),
        ("/a b", []),
    ],
)
def test_health_paths(text: str, paths: list[str]) -> None:
    assert [one.value[0] for one in telling.health(text, AT, "x")] == paths


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("LEVEL", "info", ["LEVEL", "info", "example"]),
        ("API_KEY", "abc", ["API_KEY"]),
        ("DATABASE_URL", "db", ["DATABASE_URL"]),
        ("BASE", "https://x", ["BASE"]),
        ("A", "b c", ["A"]),
        ("PORT", "1", []),
        ("A-B", "1", []),
    ],
)
def test_variables(name: str, value: str, words: list[str]) -> None:
    assert [word for one in telling.variable(name, value, AT) for word in one.value] == words


def test_a_variable_cites_its_name_alone() -> None:
    (one,) = telling.variable("A", "1", AT)
    (whole,) = telling.variable("A", "1", Evidence(path="x"))

    assert one.evidence[0].text == "A"
    assert whole.evidence[0].text == ""
