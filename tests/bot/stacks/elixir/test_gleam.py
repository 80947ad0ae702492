"""Repositories of Gleam from their files to facts and plans."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import stacks
from bot.errors import ManifestUnreadable
from bot.stacks.elixir import gleam
from bot.types import Topic
from tests.bot.stacks.pictures import commands, copied, doubts, environment, folder, picture, planned, recognised, said

MAIN = "pub fn main() {\n  io.println(x)\n}\n"


def manifest(*dependencies: str, more: str = "") -> str:
    listed = "\n".join(f'{name} = ">= 1.0.0"' for name in dependencies)
    return f'name = "app"\n{more}\n[dependencies]\n{listed}\n'


def test_a_program_that_ends_is_shipped() -> None:
    files = {"gleam.toml": manifest("gleam_stdlib"), "manifest.toml": "packages = []", "src/app.gleam": MAIN}

    plan = planned(files)

    assert plan.ends
    assert plan.start == ("./entrypoint.sh", "run")
    assert commands(plan.stages[0]) == ["gleam deps download", "gleam export erlang-shipment"]
    assert copied(plan.stages[0])[1:] == [("gleam.toml", "manifest.toml"), (".",)]
    assert environment(plan.stages[1]) == {"LANG": "C.UTF-8"}
    assert [str(stage.image) for stage in plan.stages] == ["erlang:28", "erlang:28-slim"]
    assert doubts(plan) == ""


@pytest.mark.parametrize(
    ("code", "port", "doubt"),
    [
        ('mist.port(4000) |> mist.bind("0.0.0.0")', "4000", False),
        ('envoy.get("PORT") |> unwrap(3000) mist.bind("::")', "3000", False),
        ('envoy.get("PORT") |> unwrap("3001") mist.port(p)', "3001", True),
        ('mist.port(4000) envoy.get("PORT")', "8080", True),
        ("mist.start", "8080", True),
    ],
)
def test_where_a_server_listens(code: str, port: str, doubt: bool) -> None:
    facts = recognised({"gleam.toml": manifest("mist", "wisp"), "src/app.gleam": MAIN + code})

    assert said(facts, Topic.FRAMEWORK) == [("Wisp",)]
    assert said(facts, Topic.PORT) == [(port,)]
    assert ("Mist listens on localhost" in doubts(facts)) is doubt


def test_a_program_that_waits_is_a_worker() -> None:
    files = {"gleam.toml": manifest("gleam_erlang"), "src/app.gleam": MAIN + "process.sleep_forever()"}

    assert said(recognised(files), Topic.KIND) == [("worker",)]


def test_a_lock_file_that_is_missing_is_doubted() -> None:
    facts = recognised({"gleam.toml": manifest(), "src/app.gleam": MAIN})

    assert "There is no manifest.toml" in doubts(facts)
    assert said(facts, Topic.MANIFEST) == [("gleam.toml",)]


def test_dependencies_that_are_folders_need_all_files_first() -> None:
    inside = manifest() + 'near = { path = "near" }\n'
    outside = manifest() + 'near = { path = "../near" }\n'

    assert copied(planned({"gleam.toml": inside, "src/app.gleam": MAIN}).stages[0])[1:] == [(".",)]
    assert "outside of the folder" in doubts(recognised({"gleam.toml": outside, "src/app.gleam": MAIN}))


def test_a_package_that_mix_builds_is_doubted() -> None:
    listed = ('name = "a", build_tools = ["gleam"]', 'name = "b", build_tools = ["mix"]', 'name = "c"')
    lock = "packages = [\n" + "".join(f"  {{ {one} }},\n" for one in listed) + "]"
    facts = recognised({"gleam.toml": manifest(), "manifest.toml": lock, "src/app.gleam": MAIN})

    assert "b is built by mix" in doubts(facts)


def test_what_is_for_a_browser_and_what_has_no_main_function_is_no_program() -> None:
    assert stacks.recognise(picture({"gleam.toml": manifest(), "src/app.gleam": "pub fn run() {}"})) == ()
    browser = manifest(more='target = "javascript"')
    assert stacks.recognise(picture({"gleam.toml": browser, "src/app.gleam": MAIN})) == ()


def test_an_erlang_that_is_pinned_is_taken() -> None:
    files = {"gleam.toml": manifest(), "src/app.gleam": MAIN, ".tool-versions": "gleam 1.14.0\nerlang 27.3\n"}

    assert str(planned(files).stages[1].image) == "erlang:27-slim"


@given(st.text(), st.text('=[]{}"namedp \n'), st.text())
def test_any_text_is_a_project_or_a_typed_error(text: str, odd: str, code: str) -> None:
    files = {"gleam.toml": text, "manifest.toml": odd, "src/.gleam": code, "src/app.gleam": MAIN + code}

    for one in (files, {**files, "gleam.toml": 'name = "app"\n'}):
        with suppress(ManifestUnreadable):
            assert isinstance(gleam.claims(folder(one)), tuple)
