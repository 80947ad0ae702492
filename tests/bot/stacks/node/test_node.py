"""The Node stack as a whole: what it follows, what it recognises, what it claims."""

from __future__ import annotations

from bot.stacks import node
from bot.types import Topic
from tests.bot.stacks.pictures import cited, package, picture, recognised, said


def test_files_that_manifests_and_modules_name_are_followed() -> None:
    files = {
        "api/package.json": package(main="dist/index.js", scripts={"start": "node ./lib/run.mjs"}),
        "api/server.js": "const a = require('./routes')\nimport b from '../shared/b.js'\nimport c from 'express'",
        "api/server.test.js": "import d from './d.js'",
    }
    there = ("api/src/index.ts", "api/lib/run.mjs", "api/routes/index.js", "shared/b.ts", "api/d.js")

    assert node.follow(picture(files, *there)) == (
        "api/src/index.ts",
        "api/lib/run.mjs",
        "api/routes/index.js",
        "shared/b.ts",
    )


def test_imports_in_the_repositorys_own_folder() -> None:
    assert node.follow(picture({"a.ts": "import x from './b'\nimport './.././c'"}, "b.ts", "c.js")) == ("b.ts", "c.js")


def test_a_folder_without_a_manifest_is_none() -> None:
    assert node.recognise(picture({"index.js": ""})) == ()


def test_the_service_is_named_like_its_folder() -> None:
    facts = recognised({"web/package.json": package(scripts={"start": "node x.js"})})

    assert (facts.service.name, facts.service.root) == ("web", "web")
    assert cited(facts, Topic.START) == ["web/package.json:3"]


def test_dependencies_are_claimed_with_their_lines() -> None:
    facts = recognised({"package.json": package(scripts={"start": "node x.js"}, dependencies={"a": "1", "b": 2})})

    assert said(facts, Topic.DEPENDENCY) == [("a", "1")]
    assert [str(claim.evidence[0]) for claim in facts.all(Topic.DEPENDENCY)] == ["package.json:6"]


def test_without_dependencies_nothing_is_installed() -> None:
    facts = recognised({"package.json": package(scripts={"start": "node x.js"})})

    assert said(facts, Topic.INSTALL) == said(facts, Topic.BUILD) == []


def test_a_program_below_the_root_that_locks_its_packages_is_a_service() -> None:
    manifest = package(private=True, main="index.js", dependencies={"server": "1"})

    facts = recognised({"service/package.json": manifest, "service/index.js": "", "service/pnpm-lock.yaml": ""})

    assert facts.service.root == "service"
