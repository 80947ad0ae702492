"""As much YAML as such files are written in, with lines; whatever else there is, it ends and raises nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stacks.hints.yaml import parse

if TYPE_CHECKING:
    from bot.stacks.hints.yaml import Node

COMPOSE = """\
# of somebody
x-env: &env
  A: 1
  B: "two: x"   # a remark
services:
  web:
    command: bash -c "migrate &&
      serve"
    ports:
    - "8000:8000"
    - target: 80
      published: 8080
    environment:
      <<: *env
      C: 'it''s'
  db: {image: postgres:16, ports: [ "1:2", 3 ], env: {}, flag}
run: |
  one
  # kept

  two
folded: >-
  a
  b
---
other: document
"""


def plain(node: Node) -> Any:
    fields = {name: plain(one) for name, one in node.fields.items()}
    return fields or [plain(one) for one in node.items] or node.text


def test_what_such_files_hold() -> None:
    found = parse(COMPOSE)

    assert plain(found.get("services", "web")) == {
        "command": 'bash -c "migrate && serve"',
        "ports": ["8000:8000", {"target": "80", "published": "8080"}],
        "environment": {"A": "1", "B": "two: x", "C": "it's"},
    }
    assert plain(found.get("services", "db")) == {"image": "postgres:16", "ports": ["1:2", "3"], "env": "", "flag": ""}
    assert found.get("run").text == "one\n# kept\n\ntwo"
    assert found.get("folded").text == "a b"
    assert "other" not in found.fields


def test_each_value_knows_its_line() -> None:
    found = parse(COMPOSE)

    assert found.get("services", "web", "ports").items[1].line == 11
    assert found.get("run").line == 17
    assert found.get("services", "web", "environment", "C").line == 15


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("---\na: 1\n", {"a": "1"}),
        ("# c\n%YAML 1.2\n---\na: 1\n...\nb: 2\n", {"a": "1"}),
        ("a: 1\n---\nb: 2\n", {"a": "1"}),
        ("- a\n- - b\n-\n  c: 1\n", ["a", ["b"], {"c": "1"}]),
        ("- a\nb: 1\n", ["a"]),
        ("a: 1\n- b\n", {"a": "1"}),
        ("a:\n  - 1\nb:\n", {"a": ["1"], "b": ""}),
        ("a: {b: [1,\n  2], c: 'x, y'}\nd: 1\n", {"a": {"b": ["1", "2"], "c": "x, y"}, "d": "1"}),
        ("a: 'one\n  two'\nb: \"x\n", {"a": "one two"}),
        ("a: 1\nb: !ref [x, !!int 2]\n", {"a": "1", "b": ["x", "2"]}),
        ("a: 1\nb:\n", {"a": "1", "b": ""}),
        ("a: one\n  two\nb: x:y\n", {"a": "one two", "b": "x:y"}),
        ("what is this\na: 1\n", "what is this a"),
        ("a: *nothing\nb: &x 1\nc: *x\n", {"a": "", "b": "1", "c": "1"}),
        ("<<: 1\n", ""),
        ('"a b": "q\\"q"\n', {"a b": 'q"q'}),
        ("a: [{b: 1}, c]\n", {"a": [{"b": "1"}, "c"]}),
        ("a: {b: }\n", {"a": {"b": ""}}),
        ("a: []\n", {"a": ""}),
        ("a: {'x: y': 1, z: http://h:1/p}\n", {"a": {"x: y": "1", "z": "http://h:1/p"}}),
        ("a: 1\nb: {c: 1, , d: 2}\n", {"a": "1", "b": {"c": "1"}}),
    ],
)
def test_the_corners(text: str, expected: object) -> None:
    assert plain(parse(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[{" * 50_000,
        "- " * 50_000,
        "\n".join(" " * depth + "a:" for depth in range(3_000)),
        "a: '" + "x\n" * 9_000,
        "a: &x\n b: *x\n c: *x\n" * 2_000,
        "a: " + "x" * 400_000,
    ],
)
def test_what_is_deep_or_long_ends(text: str) -> None:
    assert parse(text).line <= 1


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(st.sampled_from(" \n-:a[]{}\"'#|>&*<,\t%."), max_size=80) | st.text(max_size=80))
def test_nothing_raises(text: str) -> None:
    parse(text)
