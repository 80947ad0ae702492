"""Static sites: which folder is served, and which pages are none."""

from __future__ import annotations

import pytest

from bot.stacks import static
from bot.types import Topic
from tests.bot.stacks.pictures import cited, copied, doubts, picture, planned, recognised, said


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


def test_a_staticfile_names_the_folder_and_the_page_for_unknown_paths() -> None:
    files = {
        "Staticfile": '# a site\nroot: "./hello/world/" # here\nindex_fallback: true\n',
        "hello/world/index.html": "",
    }

    facts = recognised({**files, "index.html": ""})

    assert said(facts, Topic.OUTPUT) == [("hello/world",)]
    assert cited(facts, Topic.OUTPUT) == ["Staticfile:2", "hello/world/index.html"]
    assert cited(facts, Topic.FALLBACK) == ["Staticfile:3"]


@pytest.mark.parametrize(
    ("line", "fallback"),
    [("pushstate: enabled", True), ("index_fallback: no", False), ("pushstate: false\nindex_fallback: yes", True)],
)
def test_a_staticfile_beside_the_page(line: str, fallback: bool) -> None:
    facts = recognised({"Staticfile": line, "index.html": ""})

    assert said(facts, Topic.OUTPUT) == [(".",)]
    assert bool(facts.first(Topic.FALLBACK)) is fallback


def test_a_folder_without_a_page_is_no_site() -> None:
    assert static.recognise(picture({"Staticfile": "root: ../hello", "index.html": ""})) == ()


def test_what_a_staticfile_asks_for_and_does_not_get_is_said() -> None:
    facts = recognised({"Staticfile": "directory: visible\nssi: enabled\nanything", "index.html": ""})

    assert "asks for directory, ssi" in doubts(facts)
