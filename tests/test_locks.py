"""The locks: in step with pyproject.toml, hashed, and naming no registry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
BASE = PROJECT["project"]["dependencies"]
EXTRAS = [line for lines in PROJECT["project"]["optional-dependencies"].values() for line in lines]
DEV = PROJECT["dependency-groups"]["dev"]
LOCKS = {
    "requirements.lock": BASE,
    "requirements-deploy.lock": BASE + EXTRAS,
    "requirements-dev.lock": BASE + EXTRAS + DEV,
}


def pins(lock: str) -> dict[str, Version]:
    """Package → version of a lock file."""
    found = re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE)
    return {name: Version(version) for name, version in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_of_the_project_is_locked_at_a_version_that_fits(lock: str) -> None:
    locked = pins(lock)

    wanted = [Requirement(line) for line in LOCKS[lock]]

    assert [str(need) for need in wanted if need.name not in locked or locked[need.name] not in need.specifier] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_no_line_names_a_host(lock: str) -> None:
    text = (ROOT / lock).read_text()

    entries = re.split(r"\n(?=[a-z0-9])", text.strip())

    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert "--index" not in text


def test_the_smaller_locks_take_the_same_versions_as_the_largest() -> None:
    largest = pins("requirements-dev.lock")

    for lock in LOCKS:
        assert pins(lock).items() <= largest.items()
