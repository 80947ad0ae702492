"""The stacks together: what is read, which of two recognitions wins, and what is said when there is none."""

from __future__ import annotations

from bot import stacks
from bot.types import Topic
from tests.bot.stacks.pictures import package, picture, recognised, said

FLASK = "from flask import Flask\napp = Flask(__name__)\n"
SERVER = package(scripts={"start": "node x.js"}, dependencies={"express": "5"})


def test_every_glob_is_read_once_and_manifests_come_first() -> None:
    globs = stacks.reads()

    assert len(globs) == len(set(globs))
    assert {"pyproject.toml", "package.json", "index.html"} <= {*globs[: len(stacks.STACKS)]}


def test_what_the_first_files_name_is_followed_once() -> None:
    files = {"requirements.txt": "-r base.txt\n", "package.json": package(main="./lib/a.js")}

    assert stacks.follow(picture(files, "base.txt", "lib/a.js")) == ("base.txt", "lib/a.js")


def test_of_two_that_listen_the_earlier_ecosystem_wins() -> None:
    assert recognised({"app.py": FLASK, "requirements.txt": "flask", "package.json": SERVER}).stack == "python"


def test_what_listens_wins_over_what_ends() -> None:
    assert recognised({"main.py": "print(1)", "package.json": SERVER}).stack == "node"


def test_a_page_wins_over_a_loose_script_and_not_over_a_program_with_a_manifest() -> None:
    program = package(scripts={"start": "node x.js"})

    assert recognised({"main.py": "print(1)", "index.html": ""}).stack == "static"
    assert recognised({"package.json": program, "index.html": ""}).stack == "node"


def test_the_root_wins_over_folders_below() -> None:
    facts = recognised({"app.py": FLASK, "requirements.txt": "flask", "web/package.json": SERVER})

    assert facts.service.root == ""


def test_without_a_program_in_the_root_each_folder_is_a_service() -> None:
    found = stacks.recognise(
        picture({"web/package.json": SERVER, "api/app.py": FLASK, "api/requirements.txt": "flask"})
    )

    assert [(facts.service.name, facts.stack) for facts in found] == [("api", "python"), ("web", "node")]


def test_a_page_or_script_beside_a_program_of_another_ecosystem_is_not_the_application() -> None:
    assert stacks.recognise(picture({"go.mod": "module x", "index.html": "", "main.py": "print(1)"})) == ()


def test_a_manifest_beside_a_program_of_another_ecosystem_counts() -> None:
    assert said(recognised({"Gemfile": "", "package.json": SERVER}), Topic.FRAMEWORK) == [("Express",)]


def test_what_was_looked_for_and_what_to_do_is_one_message() -> None:
    sentence = stacks.unrecognised(picture({"a.hs": "", "b.cabal": ""}))

    assert "demo" in sentence
    assert "cabal, hs" in sentence
    assert "scripts.start" in sentence
    assert "its files end in" not in stacks.unrecognised(picture({"LICENSE": ""}))
