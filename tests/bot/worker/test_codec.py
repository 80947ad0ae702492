"""The codec: every noun comes back as it was, and nothing else goes in or out."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.types import (
    Advice,
    Claim,
    Comment,
    Copy,
    Decided,
    Decline,
    Declined,
    Evidence,
    File,
    Files,
    Health,
    Image,
    Look,
    Mount,
    MountKind,
    Plan,
    PullRequest,
    Request,
    Run,
    Service,
    Stage,
    Topic,
    Why,
)
from bot.worker.answers import Broke, Failed, Later, Timed
from bot.worker.codec import Broken, Codec, Unknown
from tests.bot.worker.world import DONE
from tests.doubles.github import REPOSITORY

CODEC = Codec(Broke, Failed, Later, Timed)
AT = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
CLAIM = Claim(topic=Topic.START, value=("node", "a.js"), evidence=(Evidence(path="package.json", line=3, text="x"),))
PLAN = Plan(
    service=Service(name="web"),
    stack="node",
    stages=(
        Stage(
            name="run",
            image=Image(name="node", tag="24"),
            steps=(
                Run(
                    commands=(("npm", "ci"),), mounts=(Mount(kind=MountKind.CACHE, target="/root/.npm", source="npm"),)
                ),
                Copy(sources=(".",), target="/app", source_image=Image(name="a", tag="1", digest="sha256:0")),
            ),
        ),
    ),
    start=("node", "a.js"),
    port=8080,
    health=Health(argv=("node", "-e", "1")),
    decisions=(CLAIM,),
)
DECIDED = Decided(
    commit="c", base="main", plans=(PLAN,), files=Files(files=(File(path="Dockerfile", text="é\n"),)), advice=Advice()
)
VALUES = [
    None,
    True,
    7,
    0.5,
    "text",
    (),
    (1, ("a", None)),
    {"args": (1,), "kwargs": {"a": 2}},
    AT,
    Why.ASKED,
    Request(repository=REPOSITORY, why=Why.ASKED, comment=Comment(id=1, issue=2, author="ann")),
    Look(repository=REPOSITORY, default_branch="main", commit="c", tree="t", pulls=(DONE.pull_request,)),
    PullRequest(number=1, url="u", branch="b", head="h"),
    Declined(reason=Decline.EMPTY, sentence="It is empty."),
    DECIDED,
    DONE,
    Later(at=AT, sentence="s", counts=False, kept={"pull request": DECIDED}),
    Timed(value=DECIDED, started_at=AT, seconds=0.25, requests=3),
    Timed(value=None, started_at=AT, seconds=0.25, broke=Broke(error="RateLimited", sentence="s", at=AT)),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_is_stored_comes_back(value: object) -> None:
    text = CODEC.serialize(value)

    assert CODEC.deserialize(text) == value


def test_an_exception_is_stored_by_its_name_alone() -> None:
    text = CODEC.serialize(ValueError("what a stranger wrote"))

    assert "stranger" not in text
    back = CODEC.deserialize(text)
    assert isinstance(back, Broken)
    assert str(back) == "ValueError"


@dataclass
class Foreign:
    """Not a noun of ours."""


class Request2(str):
    """A string that claims to be more."""

    __slots__ = ()


def _namesake() -> object:
    return type("Request", (), {})()


@pytest.mark.parametrize(
    "value",
    [Foreign(), [1], {1: 2}, {"$": 1}, b"bytes", float("nan"), Request2("x"), object(), _namesake(), Foreign],
    ids=repr,
)
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises((Unknown, ValueError)):
        CODEC.serialize(value)


def test_a_kind_of_mapping_is_a_mapping() -> None:
    assert CODEC.deserialize(CODEC.serialize(OrderedDict(a=1))) == {"a": 1}


def _request(**changes: Any) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(CODEC.serialize(Request(repository=REPOSITORY, why=Why.PUSHED)))
    return stored | changes


@pytest.mark.parametrize(
    "stored",
    [
        {"$": "Nobody"},
        {"$": 1},
        {"$": "datetime", "is": 1},
        {"$": "datetime"},
        {"$": "datetime", "is": AT.isoformat(), "more": 1},
        {"$": "exception", "other": "x"},
        {"$": "Why", "is": "for fun"},
        _request(more=1),
        {key: value for key, value in _request().items() if key != "repository"},
    ],
    ids=repr,
)
def test_a_checkpoint_of_another_shape_is_refused(stored: object) -> None:
    with pytest.raises((Unknown, ValueError)):
        CODEC.deserialize(json.dumps(stored))


def test_a_field_that_came_later_takes_its_default() -> None:
    stored = _request()
    del stored["ref"]

    assert CODEC.deserialize(json.dumps(stored)) == Request(repository=REPOSITORY, why=Why.PUSHED)


def test_the_codec_has_a_name_that_rows_carry() -> None:
    assert CODEC.name() == "dockerize_json"
