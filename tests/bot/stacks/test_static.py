"""Static sites: which folder is served, and which pages are none."""

from __future__ import annotations

import pytest

from bot.stacks import static
from bot.types import Topic
from tests.bot.stacks.pictures import copied, picture, planned, recognised, said


@pytest.mark.parametrize(
    ("page", "output"), [("index.html", "."), ("public/index.html", "public"), ("dist/index.html", "dist")]
)
def test_the_folder_with_the_first_page_is_served(page: str, output: str) -> None:
    assert said(recognised({page: "<html>"}), Topic.OUTPUT) == [(output,)]


def test_only_the_public_folder_is_copied() -> None:
    assert copied(planned({"public/index.html": "", "NOTES.md": ""}).stages[0]) == [("public/",)]
    assert copied(planned({"index.html": ""}).stages[0]) == [(".",)]


def test_a_folder_below_is_a_service_of_its_own() -> None:
    facts = recognised({"site2/index.html": ""})

    assert (facts.service.root, facts.service.name) == ("site2", "site2")


def test_a_repository_without_a_page_is_none() -> None:
    assert static.recognise(picture({"README.md": ""})) == ()


def test_a_page_names_nothing_to_read() -> None:
    assert static.follow(picture({"index.html": ""})) == ()
