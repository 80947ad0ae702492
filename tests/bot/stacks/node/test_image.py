"""The image of a Node service, stage by stage."""

from __future__ import annotations

from bot.types import Run
from tests.bot.stacks.pictures import commands, copied, environment, package, planned

LOCK = {"package-lock.json": ""}
SERVER = "require('http').createServer(f).listen(3000)"


def test_a_plain_server_installs_what_runs() -> None:
    manifest = package(scripts={"start": "node x.js"}, dependencies={"express": "5"}, devDependencies={"jest": "30"})

    plan = planned({"package.json": manifest, "x.js": SERVER, **LOCK})

    build, run = plan.stages
    assert copied(build) == [("package.json", "package-lock.json")]
    assert commands(build) == ["npm ci --omit=dev"]
    assert copied(run) == [("/app/node_modules",), (".",)]
    assert environment(run) == {"NODE_ENV": "production", "PORT": "3000"}
    assert plan.start == ("tini", "--", "node", "x.js")


def test_ci_belongs_to_the_install_alone() -> None:
    manifest = package(scripts={"start": "node x.js"}, dependencies={"express": "5"})

    plan = planned({"package.json": manifest, **LOCK})

    assert [step.env for step in plan.stages[0].steps if isinstance(step, Run)] == [(("CI", "true"),)]
    assert all("CI" not in environment(stage) for stage in plan.stages)


def test_what_was_only_needed_to_build_is_pruned() -> None:
    scripts = {"build": "tsc", "start": "node dist/x.js"}
    manifest = package(scripts=scripts, devDependencies={"typescript": "5"})

    build, run = planned({"package.json": manifest, **LOCK}).stages

    assert commands(build) == ["npm ci", "npm run build", "npm prune --omit=dev"]
    assert copied(run) == [("/app/",)]


def test_a_build_without_development_packages_prunes_nothing() -> None:
    manifest = package(scripts={"build": "x", "start": "node x.js"}, dependencies={"a": "1"})

    assert commands(planned({"package.json": manifest, **LOCK}).stages[0]) == ["npm ci --omit=dev", "npm run build"]


def test_bun_comes_from_its_image_and_prunes_by_installing_again() -> None:
    manifest = package(scripts={"build": "x", "start": "node x.js"}, devDependencies={"a": "1"})

    build = planned({"package.json": manifest, "bun.lock": ""}).stages[0]

    assert copied(build)[0] == ("/usr/local/bin/bun",)
    assert commands(build) == [
        "bun install --frozen-lockfile",
        "bun run build",
        "bun install --frozen-lockfile --production",
    ]


def test_a_script_of_the_install_has_the_sources() -> None:
    scripts = {"build": "x", "postinstall": "node y.js", "start": "node x.js"}

    build = planned({"package.json": package(scripts=scripts, devDependencies={"a": "1"}), **LOCK}).stages[0]

    assert copied(build) == [(".",)]
    assert commands(build) == ["npm ci", "npm run build", "npm prune --omit=dev"]


def test_a_program_without_dependencies_has_one_stage() -> None:
    plan = planned({"package.json": package(scripts={"start": "node x.js"}), "x.js": "console.log(1)"})

    assert len(plan.stages) == 1
    assert plan.start == ("node", "x.js")
    assert (plan.ends, plan.health) == (True, None)


def test_programs_of_packages_are_on_path() -> None:
    manifest = package(scripts={"start": "tsx x.ts"}, dependencies={"tsx": "4"})

    assert environment(planned({"package.json": manifest, **LOCK}).stages[-1])["PATH"] == "/app/node_modules/.bin:$PATH"


def test_a_site_is_served_by_nginx_and_its_old_output_stays_outside() -> None:
    manifest = package(scripts={"build": "vite build"}, devDependencies={"vite": "7"})

    plan = planned({"package.json": manifest, "index.html": "", **LOCK})

    assert commands(plan.stages[0]) == ["npm ci", "npm run build"]
    assert copied(plan.stages[1]) == [("/app/dist/",)]
    assert "dist" in plan.ignore


def test_system_packages_for_the_build() -> None:
    manifest = package(scripts={"start": "node x.js"}, dependencies={"canvas": "3"})

    build, run = planned({"package.json": manifest, **LOCK}).stages

    assert "libcairo2-dev" in commands(build)[1]
    assert "libcairo2 " in commands(run)[1]


def test_a_prune_needs_no_build() -> None:
    manifest = package(scripts={"prepare": "husky", "start": "node x.js"}, devDependencies={"husky": "9"})

    assert commands(planned({"package.json": manifest, **LOCK}).stages[0]) == ["npm ci", "npm prune --omit=dev"]


def test_what_yarn_noted_at_its_install_goes_on() -> None:
    manifest = package(scripts={"start": "node x.js"}, dependencies={"a": "1"}, packageManager="yarn@4.9.2")

    assert copied(planned({"package.json": manifest, "yarn.lock": ""}).stages[-1]) == [("/app/",)]
