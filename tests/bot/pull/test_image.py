"""What the image does, and commands that a shell reads as they were meant."""

from __future__ import annotations

import shlex
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.pull import image
from bot.types import Plan, Service, Topic
from tests.bot.pull.example import PLAN, claim

BRANCH = "dockerize/container"


def commands(text: str) -> list[list[str]]:
    inside = text.removeprefix("```sh\n").removesuffix("\n```")
    return [shlex.split(line) for line in inside.replace("\\\n", "").split("\n")]


def test_the_commands_build_and_start_the_image() -> None:
    assert commands(image.trying(PLAN, BRANCH, "Dockerfile")) == [
        ["git", "fetch", "origin", BRANCH],
        ["git", "switch", "--detach", "FETCH_HEAD"],
        ["docker", "build", "--tag", "shop", "."],
        ["docker", "run", "--rm", "--publish", "8080:8080", "--env", "API_KEY", "shop"],
    ]


def test_a_service_in_a_folder_names_its_files_whatever_they_are_called() -> None:
    plan = replace(PLAN, context="it's $(here)\n", port=None, decisions=())

    built, started = commands(image.trying(plan, BRANCH, "my `app`/Dockerfile"))[2:]

    assert built == ["docker", "build", "--tag", "shop", "--file", "my `app`/Dockerfile", "it's $(here)"]
    assert started == ["docker", "run", "--rm", "shop"]


def test_a_variable_with_another_name_than_a_variable_has_is_left_out() -> None:
    odd = tuple(claim(Topic.VARIABLE, *words) for words in (("A",), ("$(x)",), ("A b",), (), ("A",), ("",)))
    many = tuple(claim(Topic.VARIABLE, f"V{number}") for number in range(20))

    started = commands(image.trying(replace(PLAN, decisions=odd + many), BRANCH, "Dockerfile"))[-1]

    names = [word for flag, word in pairwise(started) if flag == "--env"]
    assert names == ["A", *(f"V{number}" for number in range(9))]


@pytest.mark.parametrize(
    ("name", "tag"),
    [("shop", "shop"), ("My Shop!", "my-shop"), ("--", "app"), ("ü", "app"), ("a" * 100, "a" * 60)],
)
def test_a_tag_is_one_that_docker_takes(name: str, tag: str) -> None:
    plan = replace(PLAN, service=Service(name=name))

    assert commands(image.trying(plan, BRANCH, "Dockerfile"))[2][3] == tag


def test_what_a_web_server_does() -> None:
    said = "\n".join(image.properties(PLAN))

    assert "`debian:trixie-slim`, `python:3.13-slim-trixie@sha256:" in said
    assert "as user `10001:10001`, who is not root" in said
    assert "port `8080`" in said
    assert "`GET /healthz`" in said
    assert "`SIGTERM`" in said


def test_what_a_job_does() -> None:
    said = "\n".join(image.properties(replace(PLAN, port=None, health=None, ends=True)))

    assert "end by itself" in said
    assert "listens" not in said
    assert "healthy" not in said
    assert "SIGTERM" not in said


@pytest.mark.parametrize(
    ("plan", "address"),
    [
        (PLAN, "http://localhost:8080/healthz"),
        (replace(PLAN, health=None), "http://localhost:8080/"),
        (replace(PLAN, port=None), ""),
    ],
)
def test_where_to_look(plan: Plan, address: str) -> None:
    assert image.page(plan) == address


def test_words_are_shown_as_they_are_typed() -> None:
    assert image.argv(("sh", "-c", "exec x", "", 'a"b')) == 'sh -c "exec x" "" "a"b"'
