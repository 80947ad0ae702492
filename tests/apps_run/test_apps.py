"""Each application is generated, built, started, probed and stopped with a real engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
    decided = apps.decide(folder)
    for file in decided.files:
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_text(file.text)
    (plan,) = decided.plans
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
