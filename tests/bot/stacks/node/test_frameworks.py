"""Frameworks that build a server of their own, or a site, by what their configuration says."""

from __future__ import annotations

import json

import pytest

from bot import stacks
from bot.types import Topic
from tests.bot.stacks.pictures import cited, commands, copied, environment, package, picture, planned, recognised, said

LOCK = {"package-lock.json": ""}
CONFIG = {"apps/web/next.config.js": ""}
START_BY_SRVX = "srvx --prod -s ../client dist/server/server.js"


def project(name: str, files: dict[str, str] | None = None, **scripts: str) -> dict[str, str]:
    manifest = package(scripts={"build": "x build", **scripts}, dependencies={name: "1"}, devDependencies={"x": "1"})
    return {"package.json": manifest, **LOCK, **(files or {})}


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("next", "next start"),
        ("nuxt", "node .output/server/index.mjs"),
        ("@tanstack/react-start", "node .output/server/index.mjs"),
        ("@solidjs/start", "node .output/server/index.mjs"),
        ("@react-router/dev", "react-router-serve ./build/server/index.js"),
        ("@remix-run/dev", "remix-serve ./build/server/index.js"),
        ("@sveltejs/kit", "node build"),
        ("@astrojs/node", "node ./dist/server/entry.mjs"),
    ],
)
def test_a_server_is_started_in_the_frameworks_own_way(name: str, start: str) -> None:
    facts = recognised(project(name))

    assert [" ".join(argv) for argv in said(facts, Topic.START)] == [start]
    assert said(facts, Topic.KIND) == [("web",)]


@pytest.mark.parametrize(
    ("script", "start", "port"),
    [
        ("next start -p 4000", "next start -p 4000", "4000"),
        ("node server.js", "node server.js", "8080"),
        ("next dev", "next start", "8080"),
        ("npm run dev", "next start", "8080"),
        ("a | b", "next start", "8080"),
    ],
)
def test_a_start_script_for_production_is_taken(script: str, start: str, port: str) -> None:
    facts = recognised(project("next", start=script))

    assert [" ".join(argv) for argv in said(facts, Topic.START)] == [start]
    assert said(facts, Topic.PORT) == [(port,)]


def test_next_as_a_standalone_server_copies_what_runs() -> None:
    files = {"next.config.js": "module.exports = {\n output: 'standalone' }", "public/x.svg": ""}

    plan = planned(project("next", files, start="next start"))

    build, run = plan.stages
    assert commands(build) == ["npm ci", "npm run build"]
    assert copied(run) == [("/app/.next/standalone/",), ("/app/.next/static/",), ("/app/public/",)]
    assert plan.start[-2:] == ("node", "server.js")
    assert environment(run)["HOSTNAME"] == "0.0.0.0"  # noqa: S104  what the server is told
    assert copied(planned(project("next", {"next.config.js": files["next.config.js"]})).stages[1])[-1] == (
        "/app/.next/static/",
    )


def test_next_as_a_site() -> None:
    facts = recognised(project("next", {"next.config.ts": "export default { output: 'export', distDir: 'web' }"}))

    assert said(facts, Topic.OUTPUT) == [("web",)]
    assert cited(facts, Topic.OUTPUT) == ["next.config.ts:1"]


def test_next_may_write_its_cache() -> None:
    run = planned(project("next", {"next.config.js": "module.exports = {}"})).stages[1]

    assert [getattr(step, "owner", "") for step in run.steps][-1] == "10001:10001"


def test_nuxt_keeps_only_its_output() -> None:
    build, run = planned(project("nuxt")).stages

    assert commands(build) == ["npm ci", "npm run build"]
    assert copied(run) == [("/app/.output/",)]


def test_nuxt_as_a_site() -> None:
    manifest = package(scripts={"build": "nuxt generate"}, dependencies={"nuxt": "4"})

    assert said(recognised({"package.json": manifest}), Topic.OUTPUT) == [(".output/public",)]


@pytest.mark.parametrize(("config", "outputs"), [("ssr: false", [("build/client",)]), ("ssr: true", [])])
def test_react_router(config: str, outputs: list[tuple[str, ...]]) -> None:
    files = {"react-router.config.ts": f"export default {{ {config} }}"}

    facts = recognised(project("@react-router/dev", files))

    assert said(facts, Topic.OUTPUT) == outputs
    assert bool(said(facts, Topic.FALLBACK)) is bool(outputs)


@pytest.mark.parametrize(
    ("adapter", "output", "variables"),
    [
        ("auto", [], [("GCP_BUILDPACKS", "true", "build")]),
        ("node", [], []),
        ("static", [("build",)], []),
    ],
)
def test_svelte_kit_by_its_adapter(
    adapter: str, output: list[tuple[str, ...]], variables: list[tuple[str, ...]]
) -> None:
    files = {"svelte.config.js": f"import adapter from '@sveltejs/adapter-{adapter}'"}

    facts = recognised(project("@sveltejs/kit", files))

    assert said(facts, Topic.OUTPUT) == output
    assert said(facts, Topic.VARIABLE) == variables


def test_a_variable_of_the_build_is_set_in_the_build() -> None:
    build, run = planned(project("@sveltejs/kit")).stages

    assert environment(build) == {"GCP_BUILDPACKS": "true"}
    assert "GCP_BUILDPACKS" not in environment(run)


def test_astro_listens_everywhere() -> None:
    assert environment(planned(project("@astrojs/node")).stages[1])["HOST"] == "0.0.0.0"  # noqa: S104  what it is told


@pytest.mark.parametrize(
    ("build", "output"),
    [
        ({"builder": "@angular/build:application"}, "dist/shop/browser"),
        ({"builder": "x:browser", "options": {"outputPath": "out"}}, "out"),
        ({"builder": "x:application", "options": {"outputPath": {"base": "out"}}}, "out/browser"),
    ],
)
def test_angular_by_its_builder(build: dict[str, object], output: str) -> None:
    for key in ("architect", "targets"):
        settings = json.dumps({"projects": {"library": {}, "shop": {key: {"build": build}}}})

        assert said(recognised(project("@angular/cli", {"angular.json": settings})), Topic.OUTPUT) == [(output,)]


def test_angular_with_a_router_has_one_page() -> None:
    settings = json.dumps({"projects": {"shop": {"architect": {"build": {"builder": "x:application"}}}}})
    manifest = package(
        scripts={"build": "ng build"}, dependencies={"@angular/router": "1"}, devDependencies={"@angular/cli": "1"}
    )

    assert said(recognised({"package.json": manifest, "angular.json": settings}), Topic.FALLBACK) == [("/index.html",)]


def test_angular_without_a_project_that_is_built_is_none() -> None:
    assert stacks.recognise(picture(project("@angular/cli"))) == ()


@pytest.mark.parametrize(("output", "single"), [("static", False), ("single", True)])
def test_expo_for_the_web(output: str, single: bool) -> None:
    settings = json.dumps({"expo": {"web": {"output": output}}})
    manifest = package(scripts={"build": "x"}, dependencies={"expo": "54", "react-native-web": "0.21"})

    facts = recognised({"package.json": manifest, "app.json": settings})

    assert said(facts, Topic.OUTPUT) == [("dist",)]
    assert bool(said(facts, Topic.FALLBACK)) is single


def test_expo_without_a_build_script_is_built_all_the_same() -> None:
    manifest = package(dependencies={"expo": "54", "react-native-web": "0.21"})

    facts = recognised({"package.json": manifest, "app.json": "{}"})

    assert said(facts, Topic.BUILD) == [("node_modules/.bin/expo", "export", "--platform", "web")]


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("vitepress build docs", "docs/.vitepress/dist"),
        ("vitepress build", ".vitepress/dist"),
        ("x", ".vitepress/dist"),
    ],
)
def test_vitepress_below_its_folder(script: str, output: str) -> None:
    manifest = package(scripts={"docs:build": script}, devDependencies={"vitepress": "1"})

    facts = recognised({"package.json": manifest, "docs/.vitepress/config.ts": ""})

    assert said(facts, Topic.OUTPUT) == [(output,)]


@pytest.mark.parametrize(
    ("files", "start"),
    [
        ({}, "node .output/server/index.mjs"),
        ({"vite.config.ts": "import { nitro } from 'nitro/vite'"}, "node .output/server/index.mjs"),
        ({"vite.config.ts": "import x from '@tanstack/react-start/plugin/vite'"}, START_BY_SRVX),
    ],
)
def test_tanstack_start_by_its_bundler(files: dict[str, str], start: str) -> None:
    plan = planned(project("@tanstack/react-start", files))

    assert " ".join(plan.start) == f"tini -- {start}"


def test_a_framework_without_a_script_is_built_by_its_own_command() -> None:
    manifest = package(dependencies={"next": "16"}, devDependencies={"eslint": "9"})

    build = planned({"package.json": manifest, **LOCK, "next.config.js": ""}).stages[0]

    assert commands(build) == ["npm ci", "node_modules/.bin/next build", "npm prune --omit=dev"]


@pytest.mark.parametrize(
    ("lock", "command"),
    [("pnpm-lock.yaml", "npx --no-install next build"), ("bun.lock", "../../node_modules/.bin/next build")],
)
def test_a_root_that_declares_a_framework_for_its_members_is_none_itself(lock: str, command: str) -> None:
    root = package(workspaces=["apps/*"], dependencies={"next": "16"}, devDependencies={"nx": "23"})
    member = package(name="web", dependencies={"next": "16"})

    plan = planned({"package.json": root, "nx.json": "{}", lock: "", "apps/web/package.json": member, **CONFIG})

    assert (plan.service.root, plan.context) == ("", "")
    assert plan.start[-2:] == ("next", "start")
    built = commands(plan.stages[0])
    assert built[2 if "pnpm" in lock else 1 :][:2] == ["cd /app/apps/web", command]
    assert "cd /app" not in built


def test_the_script_that_builds_may_have_another_name() -> None:
    manifest = package(scripts={"docs:build": "vitepress build docs"}, devDependencies={"vitepress": "1"})

    build = planned({"package.json": manifest, **LOCK}).stages[0]

    assert commands(build) == ["npm ci", "npm run docs:build"]


def test_adonis_runs_what_its_build_writes() -> None:
    scripts = {"build": "node ace build", "start": "node bin/server.js"}
    manifest = package(
        scripts=scripts, dependencies={"@adonisjs/core": "6"}, devDependencies={"@adonisjs/assembler": "7"}
    )
    env = "export default Env.create(root, {\n APP_KEY: Env.schema.string(),\n LOG: Env.schema.string.optional() })"

    plan = planned({"package.json": manifest, **LOCK, "adonisrc.ts": "", "start/env.ts": env})

    build, run = plan.stages
    assert commands(build) == ["npm ci", "npm run build", "npm prune --omit=dev"]
    assert copied(run) == [("/app/build/",), ("/app/node_modules/",)]
    assert environment(run)["HOST"] == "0.0.0.0"  # noqa: S104  what the server is told
    assert plan.start[-2:] == ("node", "bin/server.js")
    assert ("APP_KEY", "", "required") in [one.value for one in plan.decisions]


def test_an_old_adonis_is_any_other_program() -> None:
    manifest = package(scripts={"start": "node server.js"}, dependencies={"@adonisjs/core": "5"})

    assert said(recognised({"package.json": manifest}), Topic.START) == [("node", "server.js")]


@pytest.mark.parametrize("name", ["vuepress", "vuepress-vite"])
def test_vuepress_writes_beside_its_pages(name: str) -> None:
    manifest = package(scripts={"build": "vuepress build guide"}, devDependencies={name: "1"})

    assert said(recognised({"package.json": manifest}), Topic.OUTPUT) == [("guide/.vuepress/dist",)]


def test_a_library_that_declares_a_framework_is_no_service() -> None:
    files = {"package.json": package(dependencies={"next": "15"}), "links.tsx": ""}

    assert stacks.recognise(picture(files)) == ()


def test_an_expo_for_telephones_is_no_site() -> None:
    files = {"package.json": package(dependencies={"expo": "54"}), "app.json": "{}"}

    assert stacks.recognise(picture(files)) == ()
