"""What is started, by Node or by Bun."""

from __future__ import annotations

import json

import pytest

from bot.stacks import node
from bot.types import Topic
from tests.bot.stacks.pictures import (
    commands,
    copied,
    doubts,
    environment,
    package,
    picture,
    planned,
    recognised,
    said,
)

SERVES = "export default { port: 3000, fetch: () => new Response('hi') }"
BUN = {"bun.lock": ""}
NODE_WITH_FLAGS = "node --max-old-space-size=512 -r dotenv/config x.js"


@pytest.mark.parametrize(
    ("files", "entries", "argv"),
    [
        ({"index.ts": "", **BUN}, {"module": "index.ts"}, "bun index.ts"),
        ({"src/index.ts": "", **BUN}, {}, "bun src/index.ts"),
        ({"app.js": "Bun.serve({})", **BUN}, {"main": "app.js"}, "bun app.js"),
        ({"app.js": "import { Database } from 'bun:sqlite'", **BUN}, {"main": "app.js"}, "bun app.js"),
        ({"app.js": "", **BUN}, {"main": "app.js"}, "node app.js"),
        ({"app.js": "Bun.serve({})"}, {"main": "app.js"}, "node app.js"),
        ({"index.ts": ""}, {"scripts": {"start": "bun run --hot index.ts"}}, "bun index.ts"),
        ({}, {"scripts": {"start": "bun run serve", "serve": "bun x.ts"}}, "bun x.ts"),
        ({}, {"scripts": {"start": "bun a.ts; bun b.ts"}}, "bun run start"),
        ({}, {"scripts": {"start": "node --watch --env-file=.env --inspect x.js"}}, "node x.js"),
        ({}, {"scripts": {"start": "node --max-old-space-size=512 -r dotenv/config x.js"}}, NODE_WITH_FLAGS),
        ({}, {"scripts": {"start": "node --expose-gc x.js"}}, "npm run start"),
        ({}, {"scripts": {"start": "strapi start"}}, "npm run start"),
        ({}, {"scripts": {"start": "./node_modules/.bin/thing"}}, "./node_modules/.bin/thing"),
    ],
)
def test_what_is_started(files: dict[str, str], entries: dict[str, object], argv: str) -> None:
    facts = recognised({"package.json": package(**entries), **files})

    assert [" ".join(one) for one in said(facts, Topic.START)] == [argv]


def test_bun_installs_builds_and_runs_in_its_own_image() -> None:
    manifest = package(module="index.ts", dependencies={"hono": "4"})

    plan = planned({"package.json": manifest, "index.ts": SERVES, ".bun-version": "1.3.14", **BUN})

    build, run = plan.stages
    assert {str(build.image), str(run.image)} == {"oven/bun:1.3-slim"}
    assert commands(build) == ["bun install --frozen-lockfile --production"]
    assert environment(run) == {"NODE_ENV": "production", "PORT": "3000"}
    assert plan.start == ("tini", "--", "bun", "index.ts")
    assert plan.health
    assert plan.health.argv[:2] == ("bun", "-e")


def test_another_manager_installs_in_nodes_image_what_bun_runs() -> None:
    manifest = package(scripts={"start": "bun index.ts"}, dependencies={"hono": "4"})

    plan = planned({"package.json": manifest, "index.ts": SERVES, "package-lock.json": ""})

    build, run = plan.stages
    assert (str(build.image), str(run.image)) == ("node:24-trixie-slim", "oven/bun:1.4-slim")
    assert commands(build) == ["npm ci --omit=dev"]
    assert copied(run)[0] == ("/app/node_modules",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (SERVES, "web"),
        ("import { Hono } from 'hono'\nconst app = new Hono()\nexport default app", "web"),
        ("export default app", "job"),
        ("export default { name: 1 }", "job"),
        ("export default", "job"),
    ],
)
def test_a_default_export_is_what_bun_serves(text: str, kind: str) -> None:
    facts = recognised({"package.json": package(module="index.ts"), "index.ts": text, **BUN})

    assert said(facts, Topic.KIND) == [(kind,)]


@pytest.mark.parametrize(
    ("entries", "version"),
    [
        ({"packageManager": "bun@1.2.5"}, "1.2.5"),
        ({"engines": {"bun": ">=1.3"}}, ">=1.3"),
    ],
)
def test_which_bun(entries: dict[str, object], version: str) -> None:
    facts = recognised({"package.json": package(module="index.ts", **entries), "index.ts": "", **BUN})

    assert said(facts, Topic.RUNTIME) == [(version,)]


def test_without_a_lock_file_the_start_script_tells_the_manager() -> None:
    facts = recognised({"package.json": package(scripts={"start": "bun x.ts"}, dependencies={"a": "1"})})

    assert said(facts, Topic.INSTALL) == [("bun", "install", "--production")]


def test_migrations_before_the_start_are_no_step_of_the_build() -> None:
    start = "prisma migrate deploy && npm run db:seed && prisma generate && node x.js"
    facts = recognised({"package.json": package(scripts={"start": start, "db:seed": "node seed.js"})})

    assert said(facts, Topic.BUILD) == [("node_modules/.bin/prisma", "generate")]
    assert "runs `prisma migrate deploy` before the program" in doubts(facts)
    assert "runs `npm run db:seed` before the program" in doubts(facts)


def test_what_a_program_cannot_start_without_is_required() -> None:
    text = (
        "const a = process.env.API_URL\nif (!a) throw new Error('API_URL')\nlog(process.env.OTHER, process.env.OTHER)"
    )

    facts = recognised({"package.json": package(scripts={"start": "node x.js"}), "x.js": text})

    assert said(facts, Topic.VARIABLE) == [("API_URL", "", "required"), ("OTHER",)]


@pytest.mark.parametrize(("options", "port"), [("app", "3000"), ("{ fetch: app.fetch, port: 4000 }", "4000")])
def test_a_package_with_a_port_of_its_own(options: str, port: str) -> None:
    text = f"import {{ serve }} from '@hono/node-server'\nserve({options})"

    facts = recognised({"package.json": package(scripts={"start": "node x.js"}), "x.js": text})

    assert said(facts, Topic.PORT) == [(port,)]


@pytest.mark.parametrize(
    ("scripts", "argv"),
    [
        ({"start": "nest start", "start:prod": "node dist/main"}, "node dist/main"),
        ({"start": "nest start"}, "node dist/main.js"),
        ({"start": "nodemon x.js", "serve:prod": "node y.js"}, "node y.js"),
        ({"start": "tsx watch x.ts", "start:prod": "node a.js; b"}, "npm run start:prod"),
        ({"start": "node x.js", "start:prod": "node y.js"}, "node x.js"),
    ],
)
def test_a_developers_start_script_gives_way_to_one_for_production(scripts: dict[str, str], argv: str) -> None:
    facts = recognised({"package.json": package(scripts=scripts)})

    assert [" ".join(one) for one in said(facts, Topic.START)] == [argv]


def test_what_starts_the_program_stays_in_the_image() -> None:
    manifest = package(scripts={"start": "tsx x.ts", "build": "y"}, devDependencies={"tsx": "4"})

    plan = planned({"package.json": manifest, "package-lock.json": "", "x.ts": ""})

    assert commands(plan.stages[0]) == ["npm ci", "npm run build"]
    assert "started by tsx, a development dependency" in doubts(plan)


@pytest.mark.parametrize(
    ("executor", "argv"),
    [
        ("@nx/esbuild:esbuild", ["node", "dist/api/main.js"]),
        ("@nx/js:tsc", ["node", "dist/api/main.js"]),
        ("@nx/vite:build", ["npm", "run", "start"]),
    ],
)
def test_a_project_of_nx_runs_what_its_build_writes(executor: str, argv: list[str]) -> None:
    options = {"outputPath": "dist/api", "main": "src/main.ts"}
    project = json.dumps({"targets": {"build": {"executor": executor, "options": options}}})
    manifest = package(scripts={"start": "nx serve", "build": "nx build"})

    facts = recognised({"package.json": manifest, "project.json": project, "src/main.ts": "app.listen(3001)"})

    assert said(facts, Topic.START) == [tuple(argv)]
    assert said(facts, Topic.PORT) == [("3001",)]


@pytest.mark.parametrize("script", ["wrangler dev", "npm run dev"])
def test_what_runs_on_a_platform_is_no_service(script: str) -> None:
    manifest = package(scripts={"start": script, "dev": "wrangler dev"}, main="index.js")

    assert node.recognise(picture({"package.json": manifest, "index.js": ""})) == ()


def test_an_install_before_the_start_is_a_step_of_its_own() -> None:
    facts = recognised({"package.json": package(scripts={"start": "yarn && npm ci && node x.js"})})

    assert said(facts, Topic.BUILD) == []
