"""Each variable once, with what is known of it."""

from __future__ import annotations

import pytest

from bot.needed import Variable, services, variables
from bot.types import Claim, Evidence, Topic

CODE, SAMPLE = Evidence(path="app.py", line=3), Evidence(path=".env.example", line=1)


def claim(*value: str, at: Evidence = CODE, reason: str = "") -> Claim:
    return Claim(topic=Topic.VARIABLE, value=value, evidence=(at,), reason=reason)


def told(*claims: Claim) -> list[tuple[str, str, str]]:
    return [(one.name, one.note, one.shown) for one in variables(claims)]


@pytest.mark.parametrize(
    ("said", "note", "shown"),
    [
        (claim("LEVEL"), "read; its default is the code's own", ""),
        (claim("LEVEL", reason="whoever starts it has to give it"), "whoever starts it has to give it", ""),
        (claim("LEVEL", "", "required"), "required: the code has no default for it", ""),
        (claim("LEVEL", "info", "example"), "a sample is", "info"),
        (claim("LEVEL", "info", "default"), "the code's default is", "info"),
        (claim("HOST", "::"), "the image sets it to", "::"),
        (claim("MODE", "x", "build"), "for the build:", "x"),
        (claim("MODE", "x", "odd"), "read; its default is the code's own", "x"),
        (claim("API_KEY"), "secret: set it at run time", ""),
        (claim("API_KEY", "abc", "example"), "secret: set it at run time", ""),
        (claim("API_KEY", "", "required"), "required, secret: set it at run time", ""),
        (claim("VITE_API", "x", "example"), "public: fixed when the page is built", ""),
    ],
)
def test_what_is_known_of_a_variable(said: Claim, note: str, shown: str) -> None:
    assert told(said) == [(said.value[0], note, shown)]


def test_two_places_are_one_variable() -> None:
    (one,) = variables([claim("LEVEL"), claim("LEVEL", "info", "example", at=SAMPLE)])
    (other,) = variables([claim("LEVEL", "info", "example"), claim("LEVEL", "", "required", at=SAMPLE)])
    (third,) = variables([claim("LEVEL", "", "required"), claim("LEVEL", at=SAMPLE), claim("LEVEL", "a", "example")])

    assert one == Variable(name="LEVEL", how="example", value="info", evidence=(CODE, SAMPLE))
    assert (other.how, third.how) == ("required", "required")


@pytest.mark.parametrize(
    ("reasons", "note"),
    [
        (("", "named in compose.yml"), "read; its default is the code's own"),
        (("named in a", "named in b"), "named in b"),
        (("named in a", "whoever starts it has to give it"), "whoever starts it has to give it"),
        (("", "whoever starts it has to give it"), "whoever starts it has to give it"),
    ],
)
def test_a_mention_says_less_than_the_code(reasons: tuple[str, str], note: str) -> None:
    (one,) = variables([claim("LEVEL", reason=reasons[0]), claim("LEVEL", reason=reasons[1], at=SAMPLE)])

    assert one.note == note


def test_what_must_be_given_stands_first_and_what_the_image_sets_last() -> None:
    found = variables([claim("A", "1"), claim("B", "1", "example"), claim("C"), claim("D", "", "required")])

    assert [one.name for one in found] == ["D", "C", "B", "A"]


def test_the_port_and_what_one_step_sets_are_nobodys_business() -> None:
    empty = Claim(topic=Topic.VARIABLE, value=(), evidence=())

    assert variables([claim("PORT"), claim("A", "1", "step"), empty]) == ()


def test_services() -> None:
    need = Claim(topic=Topic.NEEDS, value=("Redis",), evidence=(CODE,))

    assert services([claim("A"), need]) == (need,)
