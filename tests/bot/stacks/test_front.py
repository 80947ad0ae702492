"""A front end beside another language's program: who installs it, with which Node, before or after the sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.stacks import front
from bot.types import Claim, Copy, Doubt, Facts, Run, Service, Topic
from tests.bot.stacks.pictures import CATALOGUE, folder

if TYPE_CHECKING:
    from bot.types import Step


def manifest(**entries: object) -> str:
    return json.dumps({"scripts": {"build": "vite build"}, "dependencies": {"vite": "7"}, **entries})


def facts(files: dict[str, str], script: str = "build") -> Facts:
    found = tuple(front.claims(folder(files), script=script))
    return Facts(
        service=Service(name="x"),
        stack="y",
        claims=tuple(one for one in found if isinstance(one, Claim)),
        doubts=tuple(one for one in found if isinstance(one, Doubt)),
    )


def lines(steps: tuple[Step, ...]) -> list[str]:
    return [" ".join(argv) for step in steps if isinstance(step, Run) for argv in step.commands]


@pytest.mark.parametrize(
    ("files", "install", "tool"),
    [
        ({"package-lock.json": "{}"}, "npm ci", ""),
        ({}, "npm install", ""),
        ({"pnpm-lock.yaml": ""}, "pnpm install --frozen-lockfile", "npm install --global pnpm@10."),
        ({"yarn.lock": ""}, "yarn install --frozen-lockfile", "npm install --global --force yarn@1."),
        ({"yarn.lock": "", ".yarnrc.yml": ""}, "yarn install --immutable", "@yarnpkg/cli-dist@4."),
        ({"bun.lockb": ""}, "bun install --frozen-lockfile", ""),
    ],
)
def test_managers(files: dict[str, str], install: str, tool: str) -> None:
    found = facts({"package.json": manifest(), **files})
    tools = front.tools(found, CATALOGUE)

    assert lines(tuple(front.install(found, sources=False))) == [install]
    assert tool in "".join(lines(tools))
    assert bool(found.doubts) is (files == {})
    assert lines(tuple(front.install(found, sources=True))) == []


def test_the_field_wins_over_lock_files_with_its_exact_version() -> None:
    found = facts({"package.json": manifest(packageManager="pnpm@9.1.2"), "package-lock.json": "{}"})

    assert lines(front.tools(found, CATALOGUE)) == ["npm install --global pnpm@9.1.2"]
    assert facts({"package.json": manifest(packageManager="bun@1")}).word(Topic.PACKAGE_MANAGER) == "bun"


@pytest.mark.parametrize(
    ("files", "tag"),
    [
        ({}, "24-trixie-slim"),
        ({".nvmrc": "v22.1\n"}, "22-trixie-slim"),
        ({".node-version": "lts/*"}, "24-trixie-slim"),
        ({"package.json": manifest(engines={"node": ">=25"})}, "26-trixie-slim"),
    ],
)
def test_node_is_the_one_that_is_asked_for(files: dict[str, str], tag: str) -> None:
    copied = [
        one for one in front.tools(facts({"package.json": manifest(), **files}), CATALOGUE) if isinstance(one, Copy)
    ]

    assert {one.source_image.tag for one in copied if one.source_image} == {tag}


def test_a_script_of_the_install_waits_for_the_sources() -> None:
    hooked = manifest(scripts={"build": "x", "postinstall": "node y.js"})
    found = facts({"package.json": hooked, "package-lock.json": "{}"})

    assert tuple(front.install(found, sources=False)) == ()
    assert lines(tuple(front.install(found, sources=True))) == ["npm ci"]


def test_no_script_no_front_end_unless_the_program_builds_it_itself() -> None:
    bare = {"package.json": json.dumps({"dependencies": {"a": "1"}})}

    assert not front.there(facts(bare))
    assert front.there(facts(bare, script=""))
    assert tuple(front.build(facts(bare, script=""))) == ()
    assert not front.there(facts({}))


def test_without_packages_the_script_is_run_alone() -> None:
    found = facts({"package.json": json.dumps({"scripts": {"build": "node x.js"}})})

    assert tuple(front.install(found, sources=False)) == ()
    assert lines(tuple(front.build(found)))[0] == "npm run build"
    assert front.others(found, Topic.BUILD) == ()


def test_bun_comes_from_its_own_image() -> None:
    found = facts({"package.json": manifest(), "bun.lock": ""})

    assert any(getattr(one, "sources", ()) == ("/usr/local/bin/bun",) for one in front.tools(found, CATALOGUE))
