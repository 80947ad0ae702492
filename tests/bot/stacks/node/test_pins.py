"""Which Node is asked for, in order of authority."""

from __future__ import annotations

import pytest

from bot.stacks.node import pins
from tests.bot.stacks.pictures import folder, package


def read(files: dict[str, str]) -> list[tuple[str, str]]:
    found = folder(files)
    return [(claim.value[0], str(claim.evidence[0])) for claim in pins.read(found, found.json("package.json"))]


def test_every_file_in_order() -> None:
    files = {
        ".nvmrc": "v22.11.0\n",
        ".node-version": "20",
        ".tool-versions": "nodejs 24.1.0",
        "package.json": package(volta={"node": "18.1.0"}, engines={"npm": ">=9"}),
    }

    assert read(files) == [
        ("22.11.0", ".nvmrc:1"),
        ("20", ".node-version:1"),
        ("24.1.0", ".tool-versions:1"),
        ("18.1.0", "package.json:3"),
    ]
    assert read({"package.json": package(engines={"node": ">=20"})}) == [(">=20", "package.json:3")]


@pytest.mark.parametrize(
    ("text", "pinned"),
    [("lts/jod", "22"), ("iron", "20"), ("lts/*", ""), ("node", ""), ("", ""), ("22 # ours", "22"), ("abc", "abc")],
)
def test_names_of_long_term_releases(text: str, pinned: str) -> None:
    assert [value for value, _ in read({".nvmrc": text})] == ([pinned] if pinned else [])


def test_any_version_is_no_pin() -> None:
    assert read({"package.json": package(engines={"node": "*"})}) == []


@pytest.mark.parametrize("text", ["abc", "lts/*", "22\nRUN id"])
def test_what_is_no_version_is_claimed_as_it_stands(text: str) -> None:
    assert read({"package.json": package(engines={"node": text})}) == [(text, "package.json:3")]
