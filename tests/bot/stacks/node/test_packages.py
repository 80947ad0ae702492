"""What some packages need besides being installed."""

from __future__ import annotations

import pytest

from bot.types import Arg, Topic
from tests.bot.stacks.pictures import cited, commands, environment, package, planned, recognised, said

LOCK = {"package-lock.json": ""}


def program(files: dict[str, str] | None = None, **entries: object) -> dict[str, str]:
    return {"package.json": package(scripts={"start": "node x.js"}, **entries), **LOCK, **(files or {})}


def test_puppeteer_uses_debians_browser() -> None:
    build, run = planned(program(dependencies={"puppeteer": "24"})).stages

    assert environment(build) == {"PUPPETEER_SKIP_DOWNLOAD": "true"}
    assert environment(run)["PUPPETEER_EXECUTABLE_PATH"] == "/usr/bin/chromium"
    assert "chromium" in commands(run)[1]


def test_playwright_brings_its_browser_along() -> None:
    build, run = planned(program(dependencies={"playwright": "1"})).stages

    assert commands(build) == ["npm ci --omit=dev", "npx --no-install playwright install chromium"]
    assert environment(build)["PLAYWRIGHT_BROWSERS_PATH"] == environment(run)["PLAYWRIGHT_BROWSERS_PATH"] == "0"


def test_a_browser_for_tests_is_none_of_the_programs() -> None:
    facts = recognised(program(devDependencies={"puppeteer": "24", "playwright": "1"}))

    assert said(facts, Topic.VARIABLE) == []


@pytest.mark.parametrize(
    ("files", "scripts", "generated"),
    [
        ({"prisma/schema.prisma": ""}, {}, True),
        ({"prisma.config.ts": ""}, {}, True),
        ({"prisma/schema.prisma": ""}, {"postinstall": "prisma generate"}, False),
        ({}, {}, False),
    ],
)
def test_prismas_client_is_generated_once(files: dict[str, str], scripts: dict[str, str], *, generated: bool) -> None:
    manifest = package(scripts={"start": "node x.js", **scripts}, devDependencies={"prisma": "6"})

    facts = recognised({"package.json": manifest, **files})

    assert (("node_modules/.bin/prisma", "generate") in said(facts, Topic.BUILD)) is generated


def test_a_check_of_the_environment_is_put_off_until_the_start() -> None:
    files = {"src/env.js": "createEnv({\n skipValidation: !!process.env.SKIP_ENV_VALIDATION })"}
    manifest = package(scripts={"build": "next build"}, dependencies={"next": "15"})

    facts = recognised({"package.json": manifest, **files})

    assert ("SKIP_ENV_VALIDATION", "1", "build") in said(facts, Topic.VARIABLE)
    assert cited(facts, Topic.VARIABLE) == ["src/env.js:2"]


def test_what_a_browser_is_told_is_an_argument_of_the_build() -> None:
    files = {"src/main.ts": "fetch(process.env.NEXT_PUBLIC_API); log(process.env.SECRET)"}
    manifest = package(scripts={"build": "next build"}, dependencies={"next": "15"})

    build = planned({"package.json": manifest, **LOCK, **files}).stages[0]

    assert [step.name for step in build.steps if isinstance(step, Arg)] == ["NEXT_PUBLIC_API"]
