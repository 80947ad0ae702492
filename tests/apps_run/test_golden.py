"""The rendered files of each application, compared as whole texts; `make golden` writes them anew."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from bot.files import workflow
from bot.types import Severity
from tests.apps_run import apps

if TYPE_CHECKING:
    from pathlib import Path

    from tests.apps_run.apps import App

WRITE = os.environ.get("DOCKERIZE_WRITE_GOLDEN") == "1"


@pytest.mark.parametrize("app", apps.load(), ids=lambda app: app.name)
def test_what_is_rendered_is_what_was_last_looked_at(app: App, tmp_path: Path) -> None:
    decided = apps.decide(app.copy(tmp_path))

    rendered = {file.path: file.text for file in decided.files if file.path != workflow.PATH}
    golden = apps.GOLDEN / app.name
    if WRITE:
        shutil.rmtree(golden, ignore_errors=True)
        for name, text in rendered.items():
            (golden / name).parent.mkdir(parents=True, exist_ok=True)
            (golden / name).write_text(text)
    kept = {str(file.relative_to(golden)): file.read_text() for file in golden.rglob("*") if file.is_file()}
    assert rendered == kept, f"{golden} differs: make golden, and look"


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
