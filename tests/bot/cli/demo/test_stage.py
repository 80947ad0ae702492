"""Starting, delivering, waiting: what goes wrong there is said in a sentence."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

import db
from bot.cli.demo.stage import Stage, perform, plainly, tail
from bot.errors import DockerizeError
from bot.sandbox.handle import Installed, SandboxFailed, Sent
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.main import App
    from bot.sandbox.handle import Sandbox


class Quiet:
    """A GitHub that sends its webhook to somebody who answers `status`."""

    def __init__(self, status: int) -> None:
        self.status = status

    def install(self, account: str, repositories: Mapping[str, Path]) -> Installed:
        return Installed(id=1, account=account, account_id=2, repositories=dict.fromkeys(repositories, 3))

    def installation_delivery(self, installation: int) -> Sent:
        return Sent(delivery=f"d{installation}", status=self.status, made={})


def stage(folder: Path, status: int) -> Stage:
    settings = Settings.of(role="web", github_webhook_secret="x", data_dir=folder)
    log = folder / "log.txt"
    log.write_text("one\ntwo\n")
    github = cast("Sandbox", Quiet(status))
    return Stage(settings=settings, app=cast("App", SimpleNamespace(port=1)), github=github, repository="shop", log=log)


def test_a_delivery_that_is_refused_is_said(tmp_path: Path) -> None:
    with pytest.raises(DockerizeError, match="the door answered 503 to a signed delivery"):
        perform(stage(tmp_path, 503), tmp_path, print)


def test_a_run_that_never_comes_is_said_with_the_end_of_the_log(tmp_path: Path) -> None:
    on = stage(tmp_path, 202)
    db.migrate(on.settings.database_url)
    told: list[str] = []

    with pytest.raises(DockerizeError, match=r"nothing came of the delivery within 0 s; the log ends: one \| two"):
        perform(on, tmp_path, told.append, patience=0.3)

    assert told[0].startswith("signed delivery installation.created d1: 202, stored, after ")


def test_what_the_sandbox_cannot_do_is_an_error_of_ours() -> None:
    def fails() -> Any:
        with plainly():
            raise SandboxFailed("it did not start")

    with pytest.raises(DockerizeError, match="it did not start"):
        fails()


def test_only_the_end_of_a_log_is_shown(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("".join(f"{n}\n" for n in range(9)))

    assert tail(tmp_path / "log") == "4 | 5 | 6 | 7 | 8"
