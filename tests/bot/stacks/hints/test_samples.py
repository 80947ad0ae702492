"""Samples of an environment: names, harmless values, and what addresses lead to."""

from __future__ import annotations

from bot.stacks.hints import samples
from bot.types import Topic
from tests.bot.stacks.hints.saying import said
from tests.bot.stacks.pictures import folder

SAMPLE = """\
# ours
SECRET_KEY=hunter2
export LEVEL="info" # a word
PORT=5000
DATABASE_URL=postgresql+asyncpg://u:p@db/x
EMPTY=
not a line
LONG=a b c $d
"""


def test_names_and_harmless_values() -> None:
    files = {".env.example": SAMPLE, ".env.sample": "OTHER=1"}

    assert said(samples, files, Topic.VARIABLE) == [
        ("SECRET_KEY", ".env.example:2"),
        ("LEVEL info example", ".env.example:3"),
        ("DATABASE_URL", ".env.example:5"),
        ("EMPTY", ".env.example:6"),
        ("LONG", ".env.example:8"),
    ]
    assert said(samples, files, Topic.PORT) == [("5000", ".env.example:4")]
    assert said(samples, files, Topic.NEEDS) == [("PostgreSQL", ".env.example:5")]


def test_no_value_is_cited() -> None:
    found = tuple(samples.read(folder({".env.example": SAMPLE})))

    assert "hunter2" not in repr(found)
    assert "u:p" not in repr(found)


def test_nothing_without_a_sample() -> None:
    assert said(samples, {}, Topic.VARIABLE) == []
