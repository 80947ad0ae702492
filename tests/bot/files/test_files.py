"""What a proposal writes, and in which order."""

from __future__ import annotations

from bot import files
from bot.files import ignore
from bot.types import Service
from tests.bot.files.plans import CATALOGUE, EMPTY, picture, web


def test_each_service_has_its_files_and_all_share_one_workflow() -> None:
    plans = (web(), web(service=Service(name="x", root="x"), context="x"))

    made = files.render(plans, CATALOGUE, "main", EMPTY)

    assert [file.path for file in made] == [
        "Dockerfile",
        ".dockerignore",
        "x/Dockerfile",
        "x/.dockerignore",
        ".github/workflows/dockerize.yml",
    ]


def test_an_ignore_file_that_is_there_is_left_alone_and_ours_is_preferred() -> None:
    there = picture(_dockerignore="# mine\nbig-data\nrequirements.txt\n")

    made = files.render((web(),), CATALOGUE, "main", there)

    assert [file.path for file in made] == ["Dockerfile", "Dockerfile.dockerignore", ".github/workflows/dockerize.yml"]
    text = made.text("Dockerfile.dockerignore") or ""
    assert "# from the .dockerignore that is here\nbig-data\nrequirements.txt\n" in text
    assert text.endswith("!requirements.txt\n")
    assert "left alone" in files.remarks((web(),), there)[0]


def test_an_ignore_file_that_shuts_everything_out_is_not_taken_over() -> None:
    made = files.render((web(),), CATALOGUE, "main", picture(_dockerignore="*\n!src\n"))

    assert "that is here" not in (made.text("Dockerfile.dockerignore") or "")


def test_an_ignore_file_that_was_made_here_is_made_anew() -> None:
    there = picture(_dockerignore=ignore.render(web()))

    made = files.render((web(),), CATALOGUE, "main", there)

    assert made.text(".dockerignore") == ignore.render(web())
    assert made.text("nothing.txt") is None
    assert files.remarks((web(),), there) == ()
