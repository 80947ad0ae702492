"""A manifest in JSON5."""

from __future__ import annotations

import pytest

from bot.errors import ManifestUnreadable
from bot.stacks import node
from bot.types import Topic
from tests.bot.stacks.pictures import cited, copied, picture, planned, recognised, said

TEXT = """{
  // what pnpm reads
  name: 'demo',
  scripts: { start: 'node main.js', },
  engines: { node: '22' },
  dependencies: { koa: '3' },
}"""
FILES = {"package.json5": TEXT, "pnpm-lock.yaml": "", "main.js": "console.log(1)"}


def test_it_is_read_as_what_it_says_and_cited_where_it_stands() -> None:
    facts = recognised(FILES)

    assert said(facts, Topic.START) == [("node", "main.js")]
    assert cited(facts, Topic.START) == ["package.json5:4"]
    assert [place.text for place in facts.claims[0].evidence] == ["scripts: { start: 'node main.js', },"]


def test_the_install_has_the_file_that_is_there() -> None:
    build = planned(FILES).stages[0]

    assert copied(build)[0] == ("package.json5", "pnpm-lock.yaml")


def test_doubts_cite_it_too() -> None:
    facts = recognised({"package.json5": TEXT, "main.js": ""})

    assert str(facts.doubts[0].evidence[0]) == "package.json5"


def test_beside_a_plain_manifest_it_says_nothing() -> None:
    files = {**FILES, "package.json": '{"scripts": {"start": "node other.js"}}'}

    assert said(recognised(files), Topic.START) == [("node", "other.js")]


def test_one_that_does_not_parse_is_named() -> None:
    with pytest.raises(ManifestUnreadable, match=r"package\.json5:2"):
        node.recognise(picture({"package.json5": "{\n]"}))
