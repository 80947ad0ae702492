"""XML manifests are read with their lines; nothing in them is expanded, nothing but a typed error is raised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ManifestUnreadable
from bot.stacks import xml

PROJECT = """\ufeff<?xml version="1.0" encoding="utf-16"?>
<m:Project xmlns:m="urn:x" Sdk="Some.Sdk">
  <Group m:Label="a">
    <Name>  one <!-- aside --> two </Name>
  </Group>
  <Group><Name>three</Name><Inner><Name>four &amp; five</Name></Inner></Group>
</m:Project>
"""


def test_elements_know_their_names_attributes_lines_and_texts() -> None:
    root = xml.parse("a.xml", PROJECT)

    assert (root.name, root.attributes["Sdk"], root.line) == ("Project", "Some.Sdk", 2)
    assert root.all("Group")[0].attributes == {"Label": "a"}
    assert [(one.text, one.line) for one in root.all("Group", "Name")] == [("one  two", 4), ("three", 6)]
    assert [one.text for one in root.every("Name")] == ["one  two", "three", "four & five"]


def test_the_first_word_of_a_path_is_its_text_and_nothing_is_empty() -> None:
    root = xml.parse("a.xml", PROJECT)

    assert root.word("Group", "Inner", "Name") == "four & five"
    assert root.word("Group", "Gone") == ""
    assert root.first("Gone") is None


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", 1, "no element found"),
        ("<a>\n<b></a>", 2, "mismatched tag"),
        ('<!DOCTYPE a [<!ENTITY x "y">]>\n<a>&x;</a>', 1, "document type"),
        ("<a>&x;</a>", 1, "undefined entity"),
        ("<a>" * 1000, 1, "nested too deeply"),
    ],
)
def test_what_is_no_manifest_is_refused_with_its_line(text: str, line: int, why: str) -> None:
    with pytest.raises(ManifestUnreadable, match=rf"a\.xml:{line}.*{why}"):
        xml.parse("a.xml", text)


@given(st.one_of(st.text(), st.binary().map(lambda raw: raw.decode("latin-1")), st.text("<>a/=\"'!&; \n")))
def test_any_text_is_an_element_or_a_typed_error(text: str) -> None:
    try:
        root = xml.parse("a.xml", text)
    except ManifestUnreadable:
        return
    assert root.name
