"""Indexes elsewhere are named by their hosts; a password is cited by its line and never repeated."""

from __future__ import annotations

import pytest

from bot.stacks import addresses
from bot.types import Evidence
from tests.bot.stacks.pictures import folder

PLACE = Evidence(path="x", line=1)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("--index-url https://user:hunter2@pypi.corp.example/simple", True),
        ("https://ghp_token@github.com/a/b", True),
        ("git+ssh://git:pw@host/x", True),
        ("https://user:${TOKEN}@host/x", False),
        ("https://$TOKEN@host/x", False),
        ("git+ssh://git@github.com/a/b", False),
        ("git+https://git@github.com/a/b", False),
        ("https://host/@scope/name", False),
        ("somebody@example.com", False),
        ("", False),
    ],
)
def test_what_is_a_password_in_an_address(text: str, secret: bool) -> None:
    assert addresses.secret(text) is secret


def test_an_address_names_nobody() -> None:
    assert addresses.without_user("@ https://u:p@host/x") == "@ https://host/x"
    assert addresses.without_user("ssh://git@host/x") == "ssh://git@host/x"


def test_committed_passwords_are_one_doubt_with_lines_and_without_values() -> None:
    files = {"a": "x\nhttps://u:hunter2@h/\n", "b": "https://hunter2@h/\n" * 3, "c": ""}

    (found,) = addresses.committed(folder(files), ("a", "b", "c", "a", "gone"))

    assert "a:2, b:1, b:2 and 1 more" in found.sentence
    assert "hunter2" not in repr(found)


def test_no_password_is_no_doubt() -> None:
    assert [*addresses.committed(folder({"a": "https://h/"}), ("a",))] == []


def test_other_indexes_are_one_doubt_by_host() -> None:
    named = (
        "https://u:hunter2@one.example/simple",
        "http://two.example:8080",
        "$INDEX",
        "https://one.example",
        "./wheels",
    )

    (found,) = addresses.elsewhere((address, PLACE) for address in named)

    assert "(one.example, two.example, one that a variable names)" in found.sentence
    assert "hunter2" not in repr(found)


def test_the_usual_index_is_no_doubt() -> None:
    named = [(f"https://any.{'.'.join(domain)}/simple", PLACE) for domain in addresses.USUAL]

    assert len(named) > 4
    assert [*addresses.elsewhere(named)] == []
