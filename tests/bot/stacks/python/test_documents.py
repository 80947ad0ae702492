"""Sites that MkDocs makes: where it is the whole of a repository, and where it only documents a library."""

from __future__ import annotations

import pytest

from bot.types import Topic
from tests.bot.stacks.pictures import commands, copied, doubts, picture, planned, recognised, said

CONFIG = "site_name: Notes\n"


def test_pages_are_made_in_one_stage_and_served_from_another() -> None:
    plan = planned({"mkdocs.yml": CONFIG, "docs/index.md": "", "requirements.txt": "mkdocs==1.6.1"})
    build, serving = plan.stages

    assert commands(build)[-1] == "mkdocs build --config-file mkdocs.yml --site-dir /out"
    assert copied(serving) == [("/out/",)]
    assert (plan.port, plan.start[0], plan.user) == (8080, "nginx", (101, 101))
    assert any(one.topic is Topic.RUNTIME for one in plan.decisions)


def test_what_nobody_declares_is_added_with_the_theme() -> None:
    plan = planned({"mkdocs.yml": CONFIG + "theme:\n  name: material\n"})

    assert [one for one in commands(plan.stages[0]) if one.startswith("pip")] == [
        "pip install mkdocs==1.6.1",
        "pip install mkdocs-material==9.8.2",
    ]


def test_requirements_of_the_pages_alone() -> None:
    facts = recognised({"mkdocs.yml": "theme: material\n", "docs/requirements.txt": "mkdocs-material==9\n"})

    assert said(facts, Topic.INSTALL) == [("pip", "install", "--requirement", "docs/requirements.txt")]
    assert said(facts, Topic.SERVER) == []


@pytest.mark.parametrize(
    ("plugins", "said"),
    [
        ("plugins:\n  - search\n  - material/blog:\n      x: 1\n", ""),
        ("plugins:\n- search\n\n- git-revision-date:\n    a: b\n- macros\nnav: []\n", "git-revision-date, macros"),
        ("nav:\n  - a.md\n", ""),
    ],
)
def test_plug_ins_that_nobody_declares_are_doubted(plugins: str, said: str) -> None:
    sentence = doubts(recognised({"mkdocs.yml": CONFIG + plugins}))

    assert (f"asks for {said}," in sentence) if said else (sentence == "")


def test_the_documents_of_a_library_are_not_the_application() -> None:
    project = "[project]\nname = 'x'\ndependencies = []\n[dependency-groups]\ndocs = ['mkdocs']\n"
    facts = recognised({"mkdocs.yml": CONFIG, "pyproject.toml": project, "main.py": "print(1)"})

    assert said(facts, Topic.FRAMEWORK) == []


def test_an_application_comes_before_its_documents() -> None:
    facts = recognised({"mkdocs.yml": CONFIG, "app.py": "import flask\napp = flask.Flask('x')"})

    assert said(facts, Topic.FRAMEWORK) == [("Flask",)]


def test_a_folder_of_pages_without_a_configuration_is_none() -> None:
    from bot.stacks import python

    assert python.recognise(picture({"docs/index.md": "", "requirements.txt": "mkdocs"})) == ()
