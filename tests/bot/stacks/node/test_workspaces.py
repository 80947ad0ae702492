"""Which folders are members of a workspace, and what an install needs of them."""

from __future__ import annotations

import pytest

from bot.stacks.node import workspaces
from tests.bot.stacks.pictures import folder, package

MEMBERS = dict.fromkeys(("packages/a/package.json", "packages/b/package.json", "apps/web/package.json"), "{}")
YAML = """\
# ours
packages:
  - "packages/*"  # libraries
  - '!packages/b'

  - apps/**
catalog:
  - not-a-member
"""


@pytest.mark.parametrize(
    ("entries", "files", "found"),
    [
        ({"workspaces": ["packages/*"]}, {}, ("packages/a", "packages/b")),
        ({"workspaces": {"packages": ["./packages/a/", "apps/*"]}}, {}, ("packages/a", "apps/web")),
        ({"workspaces": ["packages/*", "!packages/b"]}, {}, ("packages/a",)),
        ({}, {"pnpm-workspace.yaml": YAML}, ("packages/a", "apps/web")),
        ({}, {"pnpm-workspace.yaml": "onlyBuiltDependencies:\n  - x\n"}, ()),
        ({}, {}, ()),
    ],
)
def test_members(entries: dict[str, object], files: dict[str, str], found: tuple[str, ...]) -> None:
    root = folder({"package.json": package(**entries), **MEMBERS, **files})

    assert workspaces.members(root, root.json("package.json")) == found


def test_neither_packages_that_were_installed_nor_the_root_are_members() -> None:
    root = folder({"package.json": package(workspaces=["**"]), "node_modules/x/package.json": "{}"})

    assert workspaces.members(root, root.json("package.json")) == ()


def test_what_an_install_needs() -> None:
    files = {
        "package.json": package(workspaces=["apps/*"]),
        ".yarnrc.yml": "",
        ".yarn/releases/yarn.cjs": "",
        **MEMBERS,
    }
    root = folder({**files, "patches/x.patch": "", "bunfig.toml": ""})

    assert workspaces.manifests(root, root.json("package.json")) == (
        ".yarnrc.yml",
        "bunfig.toml",
        ".yarn/releases/",
        "patches/",
        "apps/web/package.json",
    )


def test_the_workspace_of_a_member() -> None:
    files = {"package.json": package(workspaces=["apps/*"]), "apps/package.json": "{}", **MEMBERS}

    outer = workspaces.root_of(folder(files, root="apps/web"))

    assert outer
    assert outer.root == ""
    assert workspaces.root_of(folder(files, root="packages/a")) is None
    assert workspaces.root_of(folder(files)) is None


def test_a_workspace_below_the_repositorys_folder() -> None:
    files = {"js/package.json": package(workspaces=["apps/*"]), "js/apps/web/package.json": "{}"}

    outer = workspaces.root_of(folder(files, root="js/apps/web"))

    assert outer
    assert outer.root == "js"


def test_what_commands_call_a_member() -> None:
    assert workspaces.name_of({"name": "@x/web"}, "apps/web") == "@x/web"
    assert workspaces.name_of({}, "apps/web") == "apps/web"
