"""Each application is generated, built, started, probed and stopped with a real engine; or checked, where none can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.apps_run import apps, proving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.apps_run.apps import App

pytestmark = [pytest.mark.docker, pytest.mark.slow, pytest.mark.network]


@pytest.mark.parametrize("app", apps.built(), ids=lambda app: app.name)
def test_an_application_is_built_and_does_what_it_must(app: App, tmp_path: Path) -> None:
    seen = proving.prove(app, tmp_path)

    assert seen.problems == ()
    assert seen.proof.proven


@pytest.mark.parametrize("app", apps.checked_only(), ids=lambda app: app.name)
def test_an_application_whose_packages_are_out_of_reach_is_read_without_a_complaint(app: App, tmp_path: Path) -> None:
    assert proving.check(app, tmp_path).problems == ()
