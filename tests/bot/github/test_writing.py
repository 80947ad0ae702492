"""Few files, and branches of its own: everything else is refused before it is sent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused
from bot.files import workflow
from bot.github import writing
from bot.types import File, Files


@pytest.mark.parametrize(
    "path",
    [
        "Dockerfile",
        ".dockerignore",
        "Dockerfile.dockerignore",
        "services/api/Dockerfile",
        "a b/ü/.dockerignore",
        workflow.PATH,
    ],
)
def test_what_the_app_writes(path: str) -> None:
    entries = writing.entries(Files(files=(File(path=path, text="x"),)))

    assert entries == [{"path": path, "mode": "100644", "type": "blob", "content": "x"}]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "README.md",
        "dockerfile",
        ".github/workflows/other.yml",
        ".github/workflows/../workflows/dockerize.yml",
        ".github/Dockerfile",
        ".GitHub/workflows/Dockerfile",
        ".git/Dockerfile",
        ".GIT/Dockerfile",
        "../Dockerfile",
        "a/../../Dockerfile",
        "./Dockerfile",
        "/Dockerfile",
        "a//Dockerfile",
        "a\\b/Dockerfile",
        "a\n/Dockerfile",
        "Dockerfile/",
        "Dockerfile\n",
        "services/dockerize.yml",
    ],
)
def test_what_the_app_never_writes(path: str) -> None:
    files = Files(files=(File(path="Dockerfile", text="x"), File(path=path, text="x")))

    with pytest.raises(Refused, match="does not write"):
        writing.entries(files)


@given(st.text(alphabet="./\\aDockerfil git\n", max_size=30))
def test_a_path_that_may_be_written_ends_in_a_known_name_and_leads_nowhere_else(path: str) -> None:
    if writing.may_write(path):
        assert path.rsplit("/", maxsplit=1)[-1] in ("Dockerfile", "Dockerfile.dockerignore", ".dockerignore")
        assert not {"", ".", "..", ".git"} & set(path.split("/")[:-1])


@pytest.mark.parametrize("branch", ["main", "dockerize", "", "refs/heads/dockerize/x", "feature/dockerize/x"])
def test_a_branch_that_is_not_ours_is_refused(branch: str) -> None:
    with pytest.raises(Refused, match="own branches"):
        writing.own(branch)


def test_our_branch_is_ours() -> None:
    assert writing.own("dockerize/container") == "dockerize/container"
