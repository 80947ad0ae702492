"""Only three names and one workflow are ever written."""

from __future__ import annotations

import pytest

from bot.findings import paths
from bot.types import File, Files


def check(*names: str) -> list[str]:
    return [found.path for found in paths.check(Files(files=tuple(File(path=name, text="") for name in names)))]


@pytest.mark.parametrize(
    "path",
    [
        "Dockerfile",
        ".dockerignore",
        "Dockerfile.dockerignore",
        "services/web/Dockerfile",
        "a b/.dockerignore",
        "Größe/Dockerfile",
        "@scope/app/Dockerfile",
        "_x/Dockerfile",
        ".github/workflows/dockerize.yml",
    ],
)
def test_may_be_written(path: str) -> None:
    assert check(path) == []


@pytest.mark.parametrize(
    "path",
    [
        "",
        "README.md",
        "/Dockerfile",
        "../Dockerfile",
        "a/../Dockerfile",
        "./Dockerfile",
        "a//Dockerfile",
        "a/./Dockerfile",
        ".git/Dockerfile",
        ".github/workflows/evil.yml",
        ".github/workflows/Dockerize.yml",
        "x/.github/workflows/dockerize.yml",
        "../.github/workflows/dockerize.yml",
        ".github/Dockerfile",
        "web.Dockerfile",
        "dockerfile",
        "a\\Dockerfile",
        "a\nb/Dockerfile",
        "a\u200b/Dockerfile",
        " a/Dockerfile",
        "a /Dockerfile",
        "Dockerfile/x",
        "\u202ea/Dockerfile",
        "$(x)/Dockerfile",
        "${{ x }}/Dockerfile",
    ],
)
def test_may_not_be_written(path: str) -> None:
    assert check(path) == [path]


def test_nothing_is_written_twice() -> None:
    assert check("a/Dockerfile", "A/Dockerfile") == ["A/Dockerfile"]


@pytest.mark.parametrize(
    ("path", "is_one"), [("Dockerfile", True), ("a/web.Dockerfile", True), ("Dockerfile.dockerignore", False)]
)
def test_what_is_read_as_a_dockerfile(path: str, is_one: bool) -> None:
    assert paths.is_dockerfile(path) is is_one
