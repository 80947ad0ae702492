"""Which package manager installs, from which files, with which commands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.stacks.node import managers
from tests.bot.stacks.pictures import folder, package

if TYPE_CHECKING:
    from bot.stacks.node.managers import Managed


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


def test_a_manager_that_is_not_known_gives_way_to_npm() -> None:
    found = with_files({"pnpm-lock.yaml": ""})

    assert (found.manager, found.lock) == ("npm", "")
    assert "pnpm is not planned for yet" in found.doubts[0].sentence


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
