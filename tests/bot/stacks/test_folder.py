"""A folder parses its manifests or says which line does not, and cites lines as they stand."""

from __future__ import annotations

import pytest

from bot.errors import ManifestUnreadable
from bot.stacks import folder as noun
from bot.types import Evidence
from tests.bot.stacks.pictures import folder, picture


def test_names_are_relative_to_the_root_and_evidence_is_not() -> None:
    inner = folder({"api/main.py": "x\ny = 1\n", "main.py": ""}, root="api")

    assert inner.has("main.py")
    assert inner.match("*.py") == ("main.py",)
    assert inner.at("main.py", 2) == Evidence(path="api/main.py", line=2, text="y = 1")


def test_the_first_of_some_names() -> None:
    assert folder({"b": "", "c": ""}).first("a", "b", "c") == "b"
    assert folder({}).first("a") == ""


def test_a_line_beyond_the_end_cites_no_text() -> None:
    assert folder({"a": "one"}).at("a", 7).text == ""


def test_a_found_line_is_the_one_with_the_words_and_not_the_blank_one_above() -> None:
    assert folder({"a": "x\n\n\n[project]\n"}).find("a", r"^\s*\[project\]").line == 4


def test_what_is_not_found_cites_the_file() -> None:
    assert folder({"a": "x"}).find("a", "nothing") == Evidence(path="a")


def test_a_long_line_is_cited_in_part() -> None:
    assert len(folder({"a": "x" * 999}).at("a", 1).text) == noun.CITED


def test_what_is_not_there_parses_to_nothing() -> None:
    assert folder({}).toml("a") == {}
    assert folder({}).json("a") == {}


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb = = 2\n", 2), ("a = 1\nb = [1,\n", 3), ("a = " + "[" * 5000, 0), ("a = 1_\n", 1)]
)
def test_toml_that_does_not_parse_names_file_and_line(text: str, line: int) -> None:
    with pytest.raises(ManifestUnreadable) as caught:
        folder({"x/a.toml": text}, root="x").toml("a.toml")

    assert caught.value.path == "x/a.toml"
    assert caught.value.line == line


@pytest.mark.parametrize(("text", "line"), [('{\n"a": }', 2), ("[1]", 1), ("[" * 200_000, 0), ("1" * 5000, 0)])
def test_json_that_is_no_object_names_file_and_line(text: str, line: int) -> None:
    with pytest.raises(ManifestUnreadable) as caught:
        folder({"a.json": text}).json("a.json")

    assert caught.value.line == line


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert folder({"a.json": '\ufeff{"a": 1}'}).json("a.json") == {"a": 1}


def test_wrong_types_in_a_manifest_read_as_nothing() -> None:
    data: dict[str, object] = {"a": {"b": "c", "d": ["e", 1]}, "f": 2}

    assert noun.word(data, "a", "b") == "c"
    assert noun.word(data, "f") == noun.word(data, "a", "b", "c") == ""
    assert noun.words(data, "a", "d") == ("e",)
    assert noun.words(data, "f") == ()
    assert noun.table(data, "f") == {}


def test_roots_are_folders_with_a_manifest_two_levels_deep_and_not_beside_the_application() -> None:
    files = ["x/package.json", "a/b/package.json", "a/b/c/package.json", "docs/package.json", ".x/package.json"]

    assert noun.roots(picture(dict.fromkeys(files, "")), "package.json") == ("", "x", "a/b")


@pytest.mark.parametrize(
    "path", ["tests/a.py", "a/test_x.py", "a/x_test.py", "x.spec.ts", "conftest.py", "examples/a.py"]
)
def test_what_stands_beside_an_application(path: str) -> None:
    assert noun.aside(path)


@pytest.mark.parametrize("path", ["app/main.py", "contest.py", "latest.py", "src/server.js"])
def test_what_is_part_of_an_application(path: str) -> None:
    assert not noun.aside(path)
