"""Which commands build a member of a workspace."""

from __future__ import annotations

import pytest

from bot.types import Topic
from tests.bot.stacks.pictures import package, recognised, said


def workspace(lock: str = "package-lock.json", runner: str = "", file: str = "") -> dict[str, str]:
    own = {"scripts": {"build": "tsc", "start": "node x.js"}, "dependencies": {"money": "*", "odd": "1"}}
    return {
        "package.json": package(workspaces=["apps/*", "packages/*"], devDependencies={runner or "x": "1"}),
        lock: "",
        **({file: "{}"} if file else {}),
        "apps/web/package.json": package(name="web", **own),
        "packages/money/package.json": package(
            name="money", scripts={"build": "tsc"}, dependencies={"rates": "*", "plain": "*"}
        ),
        "packages/rates/package.json": package(name="rates", scripts={"build": "tsc"}, devDependencies={"money": "*"}),
        "packages/plain/package.json": package(name="plain"),
        "packages/other/package.json": package(name="other", scripts={"build": "tsc"}),
    }


@pytest.mark.parametrize(
    ("files", "built"),
    [
        (
            workspace(),
            ["npm run --workspace=rates build", "npm run --workspace=money build", "npm run --workspace=web build"],
        ),
        (workspace("pnpm-lock.yaml"), ["pnpm --filter web... run build"]),
        (workspace(runner="turbo", file="turbo.json"), ["node_modules/.bin/turbo run build --filter=web"]),
        (workspace(runner="nx", file="nx.json"), ["node_modules/.bin/nx build web"]),
        (
            workspace(runner="lerna", file="lerna.json"),
            ["node_modules/.bin/lerna run build --scope=web --include-dependencies"],
        ),
    ],
)
def test_what_a_member_depends_on_is_built_first(files: dict[str, str], built: list[str]) -> None:
    assert [" ".join(argv) for argv in said(recognised(files), Topic.BUILD)] == built
