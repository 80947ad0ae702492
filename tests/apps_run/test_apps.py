"""Each application is generated, built, started, probed and stopped with a real engine; or checked, where none can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import findings
from bot.types import Severity
from tests.apps_run import apps, containers

if TYPE_CHECKING:
    from pathlib import Path

    from bot.types import Plan
    from tests.apps_run.apps import App

pytestmark = [pytest.mark.docker, pytest.mark.slow, pytest.mark.network]
LOOPBACK = {"0100007F", "00000000000000000000000001000000"}


@pytest.mark.parametrize("app", apps.built(), ids=lambda app: app.name)
def test_an_application_is_built_and_does_what_it_must(app: App, tmp_path: Path) -> None:
    folder = app.copy(tmp_path)
    if app.lock:
        app.lock_really(folder)
    plan = apps.write(apps.decide(folder), folder)
    image = f"dockerize-test/{app.name}"
    dockerfile, context = folder / plan.service.path("Dockerfile"), folder / plan.context

    try:
        containers.build(dockerfile, context, image)

        assert "WARNING" not in containers.warnings(dockerfile, context)
        assert_image(image, plan)
        with containers.running(image, app.env) as container:
            assert_serves(container, app, plan) if app.serves else assert_prints(container, app, plan)
    finally:
        containers.docker("rmi", "--force", image)


@pytest.mark.parametrize("app", apps.checked_only(), ids=lambda app: app.name)
def test_an_application_whose_packages_are_out_of_reach_is_read_without_a_complaint(app: App, tmp_path: Path) -> None:
    folder = app.copy(tmp_path)

    plan = apps.write(apps.decide(folder), folder)

    dockerfile = folder / plan.service.path("Dockerfile")
    complaints = findings.quality(dockerfile.read_text(encoding="utf-8"), dockerfile.name)
    assert [one for one in complaints if one.severity is not Severity.INFO or not one.line] == []
    assert "no warnings found" in containers.warnings(dockerfile, folder / plan.context, offline=True)


def assert_image(image: str, plan: Plan) -> None:
    """What holds for every image: a numeric user that is not root, no secret, an exec-form command, a health check."""
    config = containers.inspect("image", image)["Config"]
    user = config["User"].split(":")
    assert all(part.isdigit() and part != "0" for part in user), config["User"]
    assert config["Cmd"]
    assert bool(config.get("Healthcheck")) is (plan.port is not None)


def assert_serves(container: containers.Container, app: App, plan: Plan) -> None:
    assert plan.port is not None
    status, body = container.ask(plan.port, app.path)
    assert status == 200, (status, body)
    assert app.contains in body
    if app.missing:
        assert container.ask(plan.port, app.missing)[0] == 404
    assert container.listeners() - LOOPBACK, "nobody outside the container could reach it"
    assert container.wait(60, health="healthy"), container.state().get("Health")
    assert container.stop() != 137


def assert_prints(container: containers.Container, app: App, plan: Plan) -> None:
    assert container.wait(30, printed=app.output, ended=plan.ends), container.logs()
    if plan.ends:
        assert container.state()["ExitCode"] == 0
    else:
        assert container.state()["Running"]
        assert container.stop() != 137
