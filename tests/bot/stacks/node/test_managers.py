"""Which package manager installs, from which files, with which commands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.stacks.node import managers
from tests.bot.stacks.pictures import folder, package

if TYPE_CHECKING:
    from bot.stacks.node.managers import Managed

USUAL = "https://" + ".".join(("npmjs", "org"))


def managed(**entries: object) -> Managed:
    return with_files({}, **entries)


def with_files(files: dict[str, str], **entries: object) -> Managed:
    found = folder({"package.json": package(**entries), **files})
    return managers.managed(found, found.json("package.json"))


def lock(**locked: object) -> str:
    return json.dumps({"packages": {"": locked}}, indent=1)


@pytest.mark.parametrize(
    ("file", "install"),
    [
        ("package-lock.json", "npm ci --omit=dev"),
        ("npm-shrinkwrap.json", "npm ci --omit=dev"),
        ("bun.lock", "bun install --frozen-lockfile --production"),
        ("bun.lockb", "bun install --frozen-lockfile --production"),
    ],
)
def test_a_lock_file_is_kept_to_the_letter(file: str, install: str) -> None:
    found = with_files({file: "{}"})

    assert " ".join(found.install) == install
    assert (found.lock, found.files) == (file, ("package.json", file))
    assert found.doubts == ()


def test_without_a_lock_file_a_doubt_says_so() -> None:
    found = managed()

    assert " ".join(found.install) == "npm install --omit=dev"
    assert "no lock file" in found.doubts[0].sentence


def test_the_named_manager_wins_over_another_ones_lock() -> None:
    found = with_files({"package-lock.json": "{}", "bun.lock": ""}, packageManager="bun@1.2.0")

    assert (found.manager, found.lock) == ("bun", "bun.lock")
    assert found.evidence.line == 2


@pytest.mark.parametrize(
    ("files", "entries", "manager", "version"),
    [
        ({"pnpm-lock.yaml": "lockfileVersion: '9.0'"}, {}, "pnpm", "9"),
        ({"pnpm-lock.yaml": "lockfileVersion: '9.0'", "pnpm-workspace.yaml": ""}, {}, "pnpm", "10"),
        ({"pnpm-lock.yaml": "lockfileVersion: '9.0'"}, {"pnpm": {"onlyBuiltDependencies": []}}, "pnpm", "10"),
        ({"pnpm-lock.yaml": "lockfileVersion: '6.0'"}, {}, "pnpm", "8"),
        ({"pnpm-lock.yaml": "lockfileVersion: 5.4"}, {}, "pnpm", "7"),
        ({"pnpm-lock.yaml": ""}, {}, "pnpm", "10"),
        ({"pnpm-lock.yaml": ""}, {"engines": {"pnpm": "11.5.x"}}, "pnpm", "11"),
        ({"pnpm-lock.yaml": ""}, {"packageManager": "pnpm@10.4.1+sha512.aa"}, "pnpm", "10.4.1"),
        ({}, {"engines": {"pnpm": "8.15.9"}}, "pnpm", "8.15.9"),
        ({"yarn.lock": ""}, {}, "yarn", ""),
        ({"yarn.lock": ""}, {"packageManager": "yarn@1.22.22"}, "yarn", "1.22.22"),
        ({"yarn.lock": ""}, {"packageManager": "yarn@4.9.2"}, "berry", "4.9.2"),
        ({"yarn.lock": "", ".yarnrc.yml": ""}, {}, "berry", "4"),
        ({"yarn.lock": "", ".yarnrc.yml": "", ".yarn/releases/yarn-3.cjs": ""}, {}, "berry", ""),
        ({}, {"engines": {"bun": ">=1.0.0"}}, "bun", "1.0.0"),
        ({}, {"engines": {"yarn": "1.x"}}, "yarn", "1"),
    ],
)
def test_the_manager_and_its_version(
    files: dict[str, str], entries: dict[str, object], manager: str, version: str
) -> None:
    found = with_files(files, **entries)

    assert (found.manager, found.version) == (manager, version)


@pytest.mark.parametrize(
    ("files", "entries", "install"),
    [
        ({"pnpm-lock.yaml": ""}, {}, "pnpm install --frozen-lockfile --prod"),
        ({}, {"packageManager": "pnpm@9.1.0"}, "pnpm install --no-frozen-lockfile --prod"),
        ({"yarn.lock": ""}, {}, "yarn install --frozen-lockfile --production"),
        ({"yarn.lock": "", ".yarnrc.yml": ""}, {}, "yarn install --immutable"),
        ({}, {"packageManager": "bun@1.2.0"}, "bun install --production"),
    ],
)
def test_every_manager_keeps_to_its_lock(files: dict[str, str], entries: dict[str, object], install: str) -> None:
    assert " ".join(with_files(files, **entries).install) == install


def test_members_of_a_workspace_are_part_of_what_an_install_needs() -> None:
    found = with_files({"package-lock.json": "{}", "packages/a/package.json": "{}"}, workspaces=["packages/*"])

    assert found.files == ("package.json", "package-lock.json", "packages/a/package.json")


def test_a_member_that_is_built_needs_what_development_needs() -> None:
    outer = folder({"package.json": package(), "package-lock.json": "{}"})
    member: dict[str, object] = {"scripts": {"build": "tsc"}, "devDependencies": {"typescript": "5"}}

    assert managers.managed(outer, {}, member).install == ("npm", "ci")
    assert managers.managed(outer, {}, {}).install == ("npm", "ci", "--omit=dev")


def test_what_a_build_needs_is_installed_too() -> None:
    assert managed(scripts={"build": "tsc"}, devDependencies={"typescript": "5"}).install == ("npm", "install")
    assert "--omit=dev" in managed(scripts={"build": "x"}, dependencies={"a": "1"}).install
    assert "--omit=dev" in managed(devDependencies={"a": "1"}).install


@pytest.mark.parametrize(
    ("wanted", "locked", "drifted"),
    [
        ({"dependencies": {"a": "1"}}, {"dependencies": {"a": "1"}}, False),
        ({"dependencies": {"a": "2"}}, {"dependencies": {"a": "1"}}, True),
        ({"dependencies": {"a": "1", "b": "1"}}, {"dependencies": {"a": "1"}}, True),
        ({"devDependencies": {}}, {"devDependencies": {"gone": "1"}}, True),
        ({"optionalDependencies": {"a": "1"}}, {"optionalDependencies": {"a": "1"}}, False),
        ({"dependencies": {"a": "1"}, "optionalDependencies": {"a": "1"}}, {"optionalDependencies": {"a": "1"}}, False),
        ({"dependencies": {"a": "1"}}, {}, False),
    ],
)
def test_a_lock_out_of_step_is_not_forced(wanted: dict[str, object], locked: dict[str, object], drifted: bool) -> None:
    found = with_files({"package-lock.json": lock(**locked)}, **wanted)

    assert (found.install[1] == "install") is drifted
    assert ("out of step" in "".join(doubt.sentence for doubt in found.doubts)) is drifted


def test_a_lock_that_was_too_big_to_read_is_trusted() -> None:
    assert with_files({"package-lock.json": ""}).install[1] == "ci"


def test_a_script_of_the_install_may_need_every_file() -> None:
    found = managed(scripts={"postinstall": "node setup.js"}, devDependencies={"a": "1"})

    assert found.files == (".",)
    assert found.install == ("npm", "install")
    assert "postinstall runs during the install" in found.doubts[1].sentence


def test_hooks_of_git_need_their_package_and_no_file() -> None:
    found = managed(scripts={"prepare": "husky"}, devDependencies={"husky": "9"})

    assert found.files == ("package.json",)
    assert found.install == ("npm", "install")


def test_a_file_that_may_hold_a_token_is_not_copied_and_said() -> None:
    assert ".npmrc is not copied" in with_files({".npmrc": "", "bun.lock": ""}).doubts[0].sentence


def test_a_registry_elsewhere_and_a_password_are_said() -> None:
    lock = f'{{\n"resolved": "{USUAL}/a.tgz",\n"resolved": "https://npm.corp.example/b.tgz"\n}}'
    files = {"package-lock.json": lock, ".yarnrc.yml": 'npmRegistryServer: "https://u:hunter2@two.example"\n'}

    said = [one.sentence for one in with_files(files).doubts]

    assert any("(two.example, npm.corp.example)" in one for one in said)
    assert any(".yarnrc.yml:1 holds a password" in one for one in said)
    assert "hunter2" not in " ".join(said)
