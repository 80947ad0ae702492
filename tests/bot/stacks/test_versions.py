"""What a repository says of a version is resolved to one line of the catalogue, and what cannot be met is said."""

from __future__ import annotations

import pytest

from bot.stacks.claims import claim
from bot.stacks.versions import ranges, resolve
from bot.types import Evidence, Facts, Service, Topic
from tests.bot.stacks.pictures import CATALOGUE


def facts(*wishes: str) -> Facts:
    made = [
        claim(Topic.RUNTIME, wish, at=Evidence(path=f"pin{n}", line=1), why=f"why {n}") for n, wish in enumerate(wishes)
    ]
    return Facts(service=Service(name="x"), stack="y", claims=tuple(made))


@pytest.mark.parametrize(
    ("wish", "version"),
    [
        (">=3.11", "3.14"),
        ("3.11", "3.11"),
        ("3.12.4", "3.12"),
        ("==3.12.*", "3.12"),
        (">=3.11,<3.13", "3.12"),
        ("~=3.11", "3.14"),
        ("~=3.11.2", "3.11"),
        ("^3.9", "3.14"),
        ("<3.14", "3.13"),
        ("<=3.12", "3.12"),
        (">3.14", "3.15"),
        (">=3.9,<3.11", "3.10"),
        ("!=3.13", "3.14"),
        ("*", "3.14"),
        ("3", "3.14"),
    ],
)
def test_python_versions(wish: str, version: str) -> None:
    assert resolve(facts(wish), "python", CATALOGUE).version == version


@pytest.mark.parametrize(
    ("wish", "version"),
    [
        (">=18", "24"),
        ("22.x", "22"),
        ("v22.11.0", "22"),
        ("^20.1 || ^22", "22"),
        ("~22.3", "22"),
        (">=18 <21", "20"),
        (">=18.0.0 <22.0.0", "20"),
        ("18 - 22", "22"),
        ("25", "25"),
        (">=25", "26"),
        ("^0.10 || 26", "26"),
        ("~> 22.1", "22"),
        ("~26", "26"),
        (">=24 <24", "24"),
    ],
)
def test_node_versions(wish: str, version: str) -> None:
    assert resolve(facts(wish), "node", CATALOGUE).version == version


def test_nothing_said_takes_the_default_and_says_so() -> None:
    found = resolve(facts(), "python", CATALOGUE)

    assert found.version == CATALOGUE.runtimes["python"].default
    assert "names no version" in found.decision.reason
    assert found.doubts == ()


def test_all_wishes_hold_together_and_are_cited() -> None:
    found = resolve(facts(">=3.11", "<3.13"), "python", CATALOGUE)

    assert found.version == "3.12"
    assert [str(place) for place in found.decision.evidence] == ["pin0:1", "pin1:1"]
    assert "why 1" in found.decision.reason


def test_a_later_wish_gives_way_and_a_doubt_says_so() -> None:
    found = resolve(facts("3.11", ">=3.12"), "python", CATALOGUE)

    assert found.version == "3.11"
    assert "contradicts 3.11" in found.doubts[0].sentence
    assert found.doubts[0].evidence[0].path == "pin1"


def test_a_version_without_an_image_takes_the_default_and_a_doubt_says_so() -> None:
    found = resolve(facts("2.7"), "python", CATALOGUE)

    assert found.version == "3.14"
    assert "'2.7' names no python" in found.doubts[0].sentence


@pytest.mark.parametrize("wish", ["abc", "lts/*", "pypy3.10", "3.12 ; x", '22"\nRUN id', "system"])
def test_what_is_not_understood_is_said_with_its_place_and_what_was_taken(wish: str) -> None:
    found = resolve(facts(wish), "python", CATALOGUE)

    assert found.version == CATALOGUE.runtimes["python"].default
    assert "not understood" in found.decision.reason
    assert f"{wish!r} in pin0:1 names no version of python" in found.doubts[0].sentence
    assert f"{found.version} was taken" in found.doubts[0].sentence


def test_what_is_not_understood_leaves_the_others_their_say() -> None:
    found = resolve(facts("system", "3.11"), "python", CATALOGUE)

    assert found.version == "3.11"
    assert [str(one.evidence[0]) for one in found.doubts] == ["pin0:1"]


def test_a_wish_without_end_is_shown_in_part() -> None:
    assert len(resolve(facts("a" * 999), "node", CATALOGUE).doubts[0].sentence) < 200


def test_the_end_of_life_is_honoured_and_said() -> None:
    found = resolve(facts("3.9"), "python", CATALOGUE)

    assert found.version == "3.9"
    assert "end of life on 2025-10-31" in found.doubts[0].sentence


def test_words_that_are_no_version_have_no_range() -> None:
    assert ranges("latest") == ()
    assert ranges("^0.0.3") == (((0, 0, 3), (0, 0, 4)),)
    assert ranges("^0") == (((0,), (1,)),)
