"""Members of a workspace: which are services, and how one is built from the workspace's folder."""

from __future__ import annotations

import pytest

from bot import stacks
from bot.types import Topic
from tests.bot.stacks.pictures import (
    CATALOGUE,
    cited,
    commands,
    copied,
    environment,
    package,
    picture,
    planned,
    recognised,
    said,
)

WORKSPACE = {
    "package.json": package(workspaces=["apps/*", "packages/*"]),
    "package-lock.json": "{}",
    ".nvmrc": "22",
    "packages/ui/package.json": package(name="ui", main="index.js"),
    "packages/ui/index.js": "exports.x = 1",
}
API = {
    "apps/api/package.json": package(name="@x/api", scripts={"start": "node index.js"}, dependencies={"express": "5"}),
    "apps/api/index.js": "app.listen(process.env.PORT || 3000)",
}
WEB = {
    "apps/web/package.json": package(name="web", scripts={"build": "vite build"}, devDependencies={"vite": "7"}),
    "apps/web/index.html": "",
}


def test_every_member_that_starts_or_serves_is_a_service_and_no_library() -> None:
    found = stacks.recognise(picture({**WORKSPACE, **API, **WEB}))

    assert [facts.service.root for facts in found] == ["apps/api", "apps/web"]


def test_a_server_is_installed_from_the_workspaces_folder_and_runs_in_its_own() -> None:
    plan = planned({**WORKSPACE, **API})

    build, run = plan.stages
    assert plan.context == ""
    assert copied(build) == [
        ("package.json", "package-lock.json"),
        ("apps/api/package.json",),
        ("packages/ui/package.json",),
        (".",),
    ]
    assert commands(build) == ["npm ci --omit=dev"]
    assert copied(run) == [("/app/",)]
    assert [getattr(step, "path", "") for step in run.steps][-1] == "/app/apps/api"
    assert str(run.image) == "node:22-trixie-slim"


def test_a_site_is_built_by_its_name_and_taken_from_its_folder() -> None:
    build, serve = planned({**WORKSPACE, **WEB}).stages

    assert commands(build) == ["npm ci", "npm run --workspace=web build"]
    assert copied(serve) == [("/app/apps/web/dist/",)]


def test_programs_of_a_members_own_packages_are_on_path() -> None:
    member = {"apps/api/package.json": package(scripts={"start": "tsx x.ts"}, dependencies={"tsx": "4"})}

    run = planned({**WORKSPACE, **member}).stages[-1]

    assert environment(run)["PATH"] == "/app/apps/api/node_modules/.bin:/app/node_modules/.bin:$PATH"


def test_next_in_a_member_is_started_by_itself() -> None:
    member = {
        "apps/web/package.json": package(scripts={"build": "next build"}, dependencies={"next": "16"}),
        "apps/web/next.config.js": "module.exports = { output: 'standalone' }",
    }

    assert said(recognised({**WORKSPACE, **member}), Topic.START) == [("next", "start")]


def test_a_root_that_starts_is_the_service_and_keeps_its_members() -> None:
    files = {
        **WORKSPACE,
        **API,
        "package.json": package(workspaces=["apps/*"], scripts={"start": "node apps/api/index.js"}),
    }

    facts = recognised(files)

    assert facts.service.root == ""
    assert copied(stacks.plan(facts, CATALOGUE).stages[-1]) == [("/app/",)]


@pytest.mark.parametrize(
    "start",
    [
        "cd apps/api && npm start",
        "npm start --workspace=@x/api",
        "npm run start -w apps/api",
        "pnpm --filter @x/api start",
        "yarn workspace @x/api start",
    ],
)
def test_a_root_that_starts_a_member_is_that_member(start: str) -> None:
    root = package(workspaces=["apps/*"], scripts={"start": start})

    facts = recognised({**WORKSPACE, **API, **WEB, "package.json": root})

    assert (facts.service.root, facts.service.name) == ("", "demo")
    assert said(facts, Topic.START) == [("node", "index.js")]
    run = stacks.plan(facts, CATALOGUE).stages[-1]
    assert [getattr(step, "path", "") for step in run.steps][-1] == "/app/apps/api"


def test_a_root_that_starts_a_member_which_starts_nothing_is_no_service() -> None:
    root = package(workspaces=["packages/*"], scripts={"start": "cd packages/ui && npm start"})
    library = {"packages/ui/package.json": package(name="ui")}

    assert stacks.recognise(picture({"package.json": root, **library})) == ()


def test_everything_is_copied_once() -> None:
    member = {"apps/web/package.json": package(scripts={"build": "next build"}, dependencies={"next": "16"})}

    run = planned({**WORKSPACE, **member}).stages[-1]

    assert copied(run) == [("/app/",)]


@pytest.mark.parametrize(
    ("lock", "program"), [("package-lock.json", "npm"), ("yarn.lock", "yarn"), ("pnpm-lock.yaml", "pnpm")]
)
def test_a_program_that_reads_what_a_manager_sets_is_started_by_it(lock: str, program: str) -> None:
    files = {
        "package.json": package(scripts={"start": "node x.js"}, dependencies={"a": "1"}),
        "x.js": "console.log(process.env.npm_package_version)",
        lock: "",
    }

    facts = recognised(files)

    assert said(facts, Topic.START) == [(program, "run", "start")]
    assert cited(facts, Topic.START) == ["x.js:1"]
    assert said(facts, Topic.VARIABLE) == []


def test_a_manager_that_starts_is_in_the_last_stage_too() -> None:
    member = {
        "apps/api/package.json": package(scripts={"start": "node x.js"}, dependencies={"express": "5"}),
        "apps/api/x.js": "process.env.npm_package_name",
    }
    files = {"package.json": package(workspaces=["apps/*"], packageManager="pnpm@10.4.1"), **member}

    assert "npm install --global pnpm@10.4.1" in commands(planned(files).stages[-1])


@pytest.mark.parametrize(
    ("workspace", "roots"),
    [
        (["apps/*"], [""]),
        (["packages/*"], ["apps/web"]),
    ],
)
def test_the_only_service_of_a_workspace_is_the_repositorys(workspace: list[str], roots: list[str]) -> None:
    member = package(name="web", scripts={"start": "node x.js"})

    found = stacks.recognise(picture({"package.json": package(workspaces=workspace), "apps/web/package.json": member}))

    assert [facts.service.root for facts in found] == roots
