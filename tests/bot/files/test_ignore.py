"""A `.dockerignore` keeps secrets out, and never what the plan copies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.files import ignore
from bot.types import Copy, Service
from tests.bot.files.plans import web


def test_secrets_and_history_stay_out_and_examples_do_not() -> None:
    patterns = [line for line in ignore.render(web()).splitlines() if line and not line.startswith("#")]

    assert [path for path in (".env", "a/.env.local", ".git/config", "b/.npmrc") if ignore.ignored(path, patterns)] == [
        ".env",
        "a/.env.local",
        ".git/config",
        "b/.npmrc",
    ]
    assert not ignore.ignored(".env.example", patterns)
    assert not ignore.ignored("README.md", patterns)


def test_what_a_stack_makes_anew_has_its_own_group() -> None:
    assert "# what python makes anew\n**/__pycache__\n" in ignore.render(web(ignore=("**/__pycache__",)))


def test_what_the_plan_copies_by_name_is_let_in_again() -> None:
    plan = web(ignore=("dist",))
    plan = replace(plan, stages=(replace(plan.stages[0], steps=(Copy(sources=("dist/", "."), target="./"),)),))

    text = ignore.render(plan)

    assert text.endswith("# copied by name, so needed all the same\n!dist\n")


def test_a_shared_context_has_its_ignore_file_beside_the_dockerfile() -> None:
    service = Service(name="x", root="services/x")

    assert ignore.path(web(service=service)) == "services/x/Dockerfile.dockerignore"
    assert ignore.path(web(service=service, context="services/x")) == "services/x/.dockerignore"


@pytest.mark.parametrize(
    ("path", "pattern", "out"),
    [
        ("a/b/c", "a", True),
        ("a/b/c", "**/b", True),
        ("ab", "a", False),
        ("x/a.key", "**/*.key", True),
        ("a.key/x", "*.key", True),
    ],
)
def test_a_pattern_matches_a_path_and_what_lies_below_it(path: str, pattern: str, *, out: bool) -> None:
    assert ignore.ignored(path, [pattern]) is out
