"""Plans: how an image reads."""

from __future__ import annotations

from typing import Any

import pytest

from bot.types import Claim, Health, Image, Plan, Service, Topic


def test_an_image_reads_as_docker_writes_it() -> None:
    assert str(Image(name="python", tag="3.14")) == "python:3.14"
    assert str(Image(name="python", tag="3.14", digest="sha256:0")) == "python:3.14@sha256:0"


def plan(**changes: Any) -> Plan:
    return Plan(service=Service(name="shop"), stack="go", stages=(), start=("/app/app",), **changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"port": 8080, "health": Health(argv=("probe",))}, "healthy"),
        ({"port": 8080}, "running"),
        ({"ends": True}, "exit"),
    ],
)
def test_what_a_container_must_do_follows_from_the_plan(changes: dict[str, Any], expected: str) -> None:
    assert plan(**changes).expects() == expected


def test_what_a_program_cannot_start_without_is_what_is_read_without_a_default() -> None:
    values = (
        ("KEY", "", "required"),
        ("DEBUG",),
        ("MODE", "fast"),
        ("not a name", "", "required"),
        ("É", "", "required"),
    )

    decisions = tuple(Claim(topic=Topic.VARIABLE, value=value, evidence=()) for value in values)

    assert plan(decisions=decisions).required() == ("KEY",)
