"""Poetry, PDM and Pipenv: what is declared, and how the lock is installed."""

from __future__ import annotations

import pytest

from bot.stacks.python import exported, managers
from bot.types import Topic
from tests.bot.stacks.pictures import commands, doubts, environment, folder, planned, recognised, said

POETRY = (
    '[tool.poetry]\nname = "my-shop"\n[tool.poetry.dependencies]\npython = "^3.11"\nflask = "^3"\n'
    'psycopg = { version = "^3", extras = ["binary"] }\n[build-system]\nrequires = ["poetry-core"]\n'
)
PIPFILE = '[packages]\ncowsay = "*"\n"flask" = { version = "==3" }\n'
FLASK = "from flask import Flask\napp = Flask('x')\n"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"poetry.lock": "", "pyproject.toml": ""}, ("poetry.lock", "poetry")),
        ({"pdm.lock": "", "pyproject.toml": ""}, ("pdm.lock", "pdm")),
        ({"Pipfile.lock": "", "Pipfile": ""}, ("Pipfile.lock", "pipenv")),
        ({"Pipfile.lock": ""}, ("", "")),
        ({}, ("", "")),
    ],
)
def test_a_lock_counts_beside_its_manifest(files: dict[str, str], found: tuple[str, str]) -> None:
    assert exported.found(folder(files)) == found


def test_what_poetry_declares() -> None:
    place = folder({"pyproject.toml": POETRY})

    declared = exported.declared(place, "poetry", place.toml("pyproject.toml"))

    assert [(one.key, one.evidence.line) for one in declared] == [("flask", 5), ("psycopg[binary]", 6)]


def test_what_a_pipfile_declares() -> None:
    declared = exported.declared(folder({"Pipfile": PIPFILE}), "pipenv", {})

    assert [(one.key, one.asked, one.evidence.line) for one in declared] == [("cowsay", "*", 2), ("flask", "==3", 3)]


@pytest.mark.parametrize(
    ("files", "text", "is_one"),
    [
        ({"my_shop/__init__.py": ""}, POETRY, True),
        ({"src/my_shop/__init__.py": ""}, POETRY, True),
        ({}, POETRY, False),
        (
            {"my_shop/__init__.py": ""},
            POETRY.replace("[tool.poetry]\n", "[tool.poetry]\npackage-mode = false\n"),
            False,
        ),
        ({"my_shop/__init__.py": ""}, '[project]\nname = "my-shop"\n', False),
        ({"my_shop/__init__.py": ""}, "[build-system]\n", False),
    ],
)
def test_whether_there_is_a_package_to_install(files: dict[str, str], text: str, is_one: bool) -> None:
    place = folder({**files, "pyproject.toml": text})

    assert exported.packaged(place, place.toml("pyproject.toml")) is is_one


def test_poetry_is_in_the_build_stage_alone() -> None:
    files = {"pyproject.toml": POETRY, "poetry.lock": "", "app.py": FLASK, "my_shop/__init__.py": ""}

    build, run = planned(files).stages

    assert [line.split("==")[0] for line in commands(build)] == [
        "pip install poetry",
        "python -m venv --without-pip /app/.venv",
        "poetry export --only main --format requirements.txt --output /tmp/requirements.txt",
        "pip install --requirement /tmp/requirements.txt",
        "pip install gunicorn",
        "pip install --no-deps .",
    ]
    assert not any("poetry" in line for line in commands(run))


def test_pipenv_installs_into_the_environment_that_it_finds_itself_in() -> None:
    build = planned({"Pipfile": PIPFILE, "Pipfile.lock": "{}", "app.py": FLASK}).stages[0]

    assert [line.split("==")[0] for line in commands(build)] == [
        "pip install pipenv",
        "python -m venv --without-pip /app/.venv",
        "pipenv verify",
        "pipenv sync",
        "pip install gunicorn",
    ]
    assert environment(build)["VIRTUAL_ENV"] == "/app/.venv"
    assert "PIP_PYTHON" not in environment(build)


def test_pdm() -> None:
    files = {"pyproject.toml": '[project]\nname = "x"\ndependencies = ["flask"]\n', "pdm.lock": "", "app.py": FLASK}

    facts = recognised(files)

    assert said(facts, Topic.PACKAGE_MANAGER) == [("pdm",)]
    assert said(facts, Topic.DEPENDENCY) == [("flask", "")]
    assert said(facts, Topic.INSTALL)[0][:2] == ("pdm", "export")


def test_a_pipfile_without_a_lock_is_said() -> None:
    facts = recognised({"Pipfile": PIPFILE, "app.py": FLASK})

    assert said(facts, Topic.INSTALL) == [("pipenv", "install")]
    assert "Pipfile has no lock file" in doubts(facts)


def test_poetry_without_a_lock_is_built_by_pip() -> None:
    found = folder({"pyproject.toml": POETRY})

    managed = managers.managed(found, found.toml("pyproject.toml"))

    assert managed.build == (("pip", "install", "."),)
    assert [one.name for one in managed.declared] == ["flask", "psycopg"]
