"""Which tool writes a site, and into which folder."""

from __future__ import annotations

import pytest

from bot.stacks import node
from bot.types import Topic
from tests.bot.stacks.pictures import cited, package, picture, recognised, said

VITE = {"devDependencies": {"vite": "7"}}


def site(files: dict[str, str] | None = None, build: str = "vite build", **entries: object) -> dict[str, str]:
    manifest = package(scripts={"build": build}, **{**VITE, **entries})
    return {"package.json": manifest, "index.html": "", **(files or {})}


@pytest.mark.parametrize(
    ("package_name", "output"),
    [
        ("vite", "dist"),
        ("react-scripts", "build"),
        ("@vue/cli-service", "dist"),
        ("astro", "dist"),
        ("gatsby", "public"),
        ("@docusaurus/core", "build"),
        ("@11ty/eleventy", "_site"),
        ("hexo", "public"),
        ("@slidev/cli", "dist"),
        ("parcel", "dist"),
    ],
)
def test_where_each_tool_writes(package_name: str, output: str) -> None:
    facts = recognised(site(devDependencies={package_name: "1"}))

    assert said(facts, Topic.OUTPUT) == [(output,)]


@pytest.mark.parametrize(
    ("files", "build", "output", "place"),
    [
        ({}, "vite build", "dist", "package.json:3"),
        ({}, "vite build --outDir ./www/", "www", "package.json:3"),
        ({"vite.config.ts": "export default {\n build: { outDir: 'out' } }"}, "vite build", "out", "vite.config.ts:2"),
        (
            {"vite.config.js": "x = { root: 'web', build: { outDir: '../out' } }"},
            "vite build",
            "out",
            "vite.config.js:1",
        ),
        ({"vite.config.js": "x = { root: 'web' }"}, "vite build", "web/dist", "vite.config.js:1"),
        ({"vite.config.js": "x = { outDir: computed() }"}, "vite build", "dist", "package.json:3"),
    ],
)
def test_the_folder_that_a_project_names(files: dict[str, str], build: str, output: str, place: str) -> None:
    facts = recognised(site(files, build))

    assert said(facts, Topic.OUTPUT) == [(output,)]
    assert cited(facts, Topic.OUTPUT) == [place]


def test_the_configuration_of_vue_cli() -> None:
    files = {"vue.config.js": "module.exports = { outputDir: 'out' }"}

    assert said(recognised(site(files, devDependencies={"@vue/cli-service": "5"})), Topic.OUTPUT) == [("out",)]


@pytest.mark.parametrize("start", ["vite", "vite preview", "serve -s dist", "npm run preview", "react-scripts start"])
def test_a_preview_is_no_server(start: str) -> None:
    manifest = package(scripts={"build": "vite build", "start": start}, devDependencies={"vite": "7"})

    assert said(recognised({"package.json": manifest, "index.html": ""}), Topic.FRAMEWORK) == [("Vite",)]


def test_a_program_that_also_builds_a_page_is_a_program() -> None:
    manifest = package(scripts={"build": "vite build", "start": "node server.js"}, devDependencies={"vite": "7"})

    assert said(recognised({"package.json": manifest, "index.html": ""}), Topic.OUTPUT) == []


def test_a_library_that_vite_builds_has_no_page() -> None:
    manifest = package(scripts={"build": "vite build"}, devDependencies={"vite": "7"})

    assert node.recognise(picture({"package.json": manifest})) == ()


@pytest.mark.parametrize("name", ["vike", "@remix-run/node"])
def test_a_tool_whose_build_is_a_server_is_no_site(name: str) -> None:
    manifest = package(scripts={"build": "vite build", "start": "node x.js"}, devDependencies={"vite": "7", name: "1"})

    assert said(recognised({"package.json": manifest, "index.html": ""}), Topic.OUTPUT) == []


def test_only_a_router_in_the_browser_gets_one_page_for_every_path() -> None:
    facts = recognised(site(dependencies={"vue-router": "4"}))

    assert said(facts, Topic.FALLBACK) == [("/index.html",)]
    assert cited(facts, Topic.FALLBACK) == ["package.json:9"]
    assert said(recognised(site()), Topic.FALLBACK) == []


@pytest.mark.parametrize(
    ("package_name", "source", "command"),
    [
        ("@slidev/cli", "slides.md", "node_modules/.bin/slidev build"),
        ("gatsby", "src/pages/index.js", "node_modules/.bin/gatsby build"),
        ("@11ty/eleventy", "eleventy.config.js", "node_modules/.bin/eleventy"),
        ("vite", "vite.config.js", "node_modules/.bin/vite build"),
    ],
)
def test_a_tool_builds_where_no_script_does(package_name: str, source: str, command: str) -> None:
    manifest = package(devDependencies={package_name: "1"})

    facts = recognised({"package.json": manifest, "index.html": "", source: ""})

    assert [" ".join(argv) for argv in said(facts, Topic.BUILD)] == [command]


def test_eleventys_own_configuration_names_the_folder() -> None:
    files = {"eleventy.config.js": "export default function (c) {\n return { dir: { output: 'site' } } }"}

    facts = recognised(site(files, "eleventy", devDependencies={"@11ty/eleventy": "3"}))

    assert said(facts, Topic.OUTPUT) == [("site",)]
    assert cited(facts, Topic.OUTPUT) == ["eleventy.config.js:2"]


def test_a_tool_with_nothing_to_build_is_no_site() -> None:
    assert node.recognise(picture({"package.json": package(devDependencies={"vite": "7"}), "index.html": ""})) == ()


def test_a_tool_that_the_workspaces_root_declares() -> None:
    files = {
        "package.json": package(workspaces=["app"], devDependencies={"vite": "7"}),
        "app/package.json": package(name="app", scripts={"start": "yarn && vite", "build": "vite build"}),
        "app/vite.config.mts": "export default { build: { outDir: 'out' } }",
        "app/index.html": "",
    }

    facts = recognised(files)

    assert (facts.service.root, said(facts, Topic.OUTPUT)) == ("", [("out",)])
