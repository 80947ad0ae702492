"""How each package manager gets into an image and runs scripts."""

from __future__ import annotations

import pytest

from bot.stacks.node import installers
from bot.types import Copy, Env, Run
from tests.bot.stacks.pictures import CATALOGUE


def fetched(manager: str, version: str = "", node: str = "24") -> list[str]:
    lines = []
    for step in installers.fetch(manager, version, node, CATALOGUE):
        match step:
            case Run():
                lines += [" ".join(argv) for argv in step.commands]
            case Env():
                lines += [f"{name}={value}" for name, value in step.pairs]
            case Copy():
                lines.append(str(step.source_image))
    return lines


@pytest.mark.parametrize(
    ("manager", "version", "node", "steps"),
    [
        ("npm", "", "24", []),
        ("pnpm", "10.4.1", "24", ["npm install --global pnpm@10.4.1"]),
        ("pnpm", "8", "24", [f"npm install --global pnpm@{CATALOGUE.tools['pnpm-8']}"]),
        ("pnpm", "", "24", [f"npm install --global pnpm@{CATALOGUE.tools['pnpm']}"]),
        ("pnpm", "99", "24", [f"npm install --global pnpm@{CATALOGUE.tools['pnpm']}"]),
        ("yarn", "1.22.22", "24", []),
        ("yarn", "", "26", [f"npm install --global yarn@{CATALOGUE.tools['yarn']}"]),
        (
            "berry",
            "4.9.2",
            "24",
            ["npm install --global --force @yarnpkg/cli-dist@4.9.2", "YARN_NODE_LINKER=node-modules"],
        ),
        ("berry", "", "24", ["YARN_NODE_LINKER=node-modules"]),
        (
            "berry",
            "",
            "26",
            [f"npm install --global yarn@{CATALOGUE.tools['yarn']}", "YARN_NODE_LINKER=node-modules"],
        ),
        ("bun", "", "24", ["oven/bun:1-slim"]),
    ],
)
def test_a_manager_is_fetched_by_an_exact_version(manager: str, version: str, node: str, steps: list[str]) -> None:
    assert fetched(manager, version, node) == steps


@pytest.mark.parametrize(
    ("manager", "own", "member"),
    [
        ("npm", "npm run build", "npm run --workspace=web build"),
        ("pnpm", "pnpm run build", "pnpm --filter web... run build"),
        ("yarn", "yarn run build", "yarn workspace web run build"),
        ("berry", "yarn run build", "yarn workspace web run build"),
        ("bun", "bun run build", "bun run --filter web build"),
    ],
)
def test_scripts_are_run_in_the_managers_own_words(manager: str, own: str, member: str) -> None:
    assert " ".join(installers.run(manager, "build")) == own
    assert " ".join(installers.run_member(manager, "web", "build")) == member
