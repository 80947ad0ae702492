"""What a proposal writes, and in which order."""

from __future__ import annotations

from bot import files
from bot.types import Service
from tests.bot.files.plans import CATALOGUE, web


def test_each_service_has_its_files_and_all_share_one_workflow() -> None:
    plans = (web(), web(service=Service(name="x", root="x"), context="x"))

    made = files.render(plans, CATALOGUE, "main", lambda _: False)

    assert [file.path for file in made] == [
        "Dockerfile",
        ".dockerignore",
        "x/Dockerfile",
        "x/.dockerignore",
        ".github/workflows/dockerize.yml",
    ]


def test_an_ignore_file_that_is_there_is_left_alone() -> None:
    made = files.render((web(),), CATALOGUE, "main", lambda path: path == ".dockerignore")

    assert [file.path for file in made] == ["Dockerfile", ".github/workflows/dockerize.yml"]
    assert made.text(".dockerignore") is None
