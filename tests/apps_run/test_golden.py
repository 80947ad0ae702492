"""The rendered files of each application, compared as whole texts; `make golden` writes them anew."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bot.types import Severity
from tests.apps_run import apps

if TYPE_CHECKING:
    from pathlib import Path

    from tests.apps_run.apps import App

NAMES = ("Dockerfile", ".dockerignore")
WRITE = os.environ.get("DOCKERIZE_WRITE_GOLDEN") == "1"


@pytest.mark.parametrize("app", apps.load(), ids=lambda app: app.name)
def test_what_is_rendered_is_what_was_last_looked_at(app: App, tmp_path: Path) -> None:
    decided = apps.decide(app.copy(tmp_path))

    for name in NAMES:
        golden = apps.GOLDEN / app.name / name
        if WRITE:
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(decided.files.text(name) or "")
        assert decided.files.text(name) == golden.read_text(encoding="utf-8"), (
            f"{golden} differs: make golden, and look"
        )


@pytest.mark.parametrize("app", apps.load(), ids=lambda app: app.name)
def test_the_rules_find_nothing_to_object_to(app: App, tmp_path: Path) -> None:
    decided = apps.decide(app.copy(tmp_path))

    assert [finding for finding in decided.findings if finding.severity is not Severity.INFO] == []


def test_every_golden_folder_belongs_to_an_application() -> None:
    assert {folder.name for folder in apps.GOLDEN.iterdir()} == {app.name for app in apps.load()}


def test_every_application_says_what_it_must_do() -> None:
    folders = {folder.name for folder in apps.ROOT.iterdir() if folder.is_dir() and folder != apps.GOLDEN}

    assert folders == {app.name for app in apps.load()}
    assert all(app.contains or app.output for app in apps.load())
