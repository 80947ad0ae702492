"""Repositories that get no pull request: each run ends with a sentence that a person understands, and loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.types import RunState
from tests.walk.stage import PYTHON, playing

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox.handle import Sandbox

GRANTED = {"contents": "write", "issues": "write", "metadata": "read", "pull_requests": "write", "workflows": "write"}


def test_each_kind_of_repository_is_declined_for_its_own_reason(sandbox: Sandbox, tmp_path: Path) -> None:
    reasons = {
        "archived": "octo/archived is archived, so nothing can be proposed to it.",
        "fork": "octo/fork is a fork: the Dockerfile belongs to the repository that it was forked from.",
        "template": "octo/template is a template, which is not run itself.",
        "disabled": "octo/disabled is disabled by GitHub, so nothing can be proposed to it.",
        "empty": "octo/empty is empty: there is nothing to look at before its first commit.",
        "docked": "octo/docked has a Dockerfile on main, which is left alone.",
        "prose": "",
        "broken": "",
        "latin": "",
    }
    contents = dict.fromkeys(reasons, PYTHON) | {
        "empty": {},
        "docked": PYTHON | {"Dockerfile": "FROM scratch\n"},
        "prose": {"README.md": "# Words\n"},
        "broken": {"pyproject.toml": "[project\nname = 3\n", "app.py": PYTHON["app.py"]},
    }
    octo = sandbox.install("octo", contents)
    sandbox.configure("octo", "archived", archived=True)
    sandbox.configure("octo", "fork", fork=True)
    sandbox.configure("octo", "template", is_template=True)
    sandbox.configure("octo", "disabled", disabled=True)
    with playing(sandbox, tmp_path) as stage:
        sent = sandbox.installation_delivery(octo.id)
        runs = {run.repository.name: run for run in stage.runs(sent)}

    assert stage.state(sent.delivery) == ("done", "")
    assert {name: runs[name].sentence for name, said in reasons.items() if said} == {
        k: v for k, v in reasons.items() if v
    }
    assert runs["broken"].sentence.startswith("pyproject.toml:")
    assert runs["prose"].state is RunState.DECLINED
    assert [name for name, run in runs.items() if run.state is not RunState.DECLINED] == ["latin"]
    assert [sandbox.pulls("octo", name) for name in reasons if name != "latin"] == [[]] * (len(reasons) - 1)


@pytest.mark.parametrize("lacking", ["contents", "workflows", "pull_requests"])
def test_a_missing_permission_is_named(sandbox: Sandbox, tmp_path: Path, lacking: str) -> None:
    granted = {name: level for name, level in GRANTED.items() if name != lacking}
    octo = sandbox.install("octo", {"shop": PYTHON}, permissions=granted)
    with playing(sandbox, tmp_path) as stage:
        sent = sandbox.installation_delivery(octo.id)
        run = stage.run(sent)

    assert run.state is RunState.DECLINED
    assert stage.state(sent.delivery)[0] == "done"
    assert "has not granted all permissions" in run.sentence
    assert "an owner of the account can accept them" in run.sentence


def test_a_repository_that_went_is_declined_after_a_second_look(sandbox: Sandbox, tmp_path: Path) -> None:
    octo = sandbox.install("octo", {"shop": PYTHON})
    payload = {
        "action": "created",
        "installation": {
            "id": octo.id,
            "account": {"login": "octo", "id": octo.account_id},
            "repository_selection": "selected",
            "permissions": GRANTED,
        },
        "repositories": [{"id": octo.repositories["shop"], "name": "shop", "full_name": "octo/shop"}],
    }
    sandbox.configure("octo", "shop", deleted=True)
    with playing(sandbox, tmp_path) as stage:
        sent = sandbox.deliver("installation", payload)
        run = stage.run(sent)

    assert run.state is RunState.DECLINED
    assert run.sentence == "The repository does not belong to the installation any more."
    assert len([span for span in run.spans if span.name == "look"]) == 2


def test_an_unknown_installation_is_declined(sandbox: Sandbox, tmp_path: Path) -> None:
    payload = {
        "action": "added",
        "installation": {"id": 424242, "account": {"login": "nobody", "id": 1}},
        "repository_selection": "selected",
        "repositories_added": [{"id": 99, "name": "shop", "full_name": "nobody/shop"}],
        "repositories_removed": [],
    }
    with playing(sandbox, tmp_path) as stage:
        run = stage.run(sandbox.deliver("installation_repositories", payload))

    assert run.state is RunState.DECLINED
    assert "424242" in run.sentence


def test_an_installation_that_is_removed_while_its_run_waits_is_let_go(sandbox: Sandbox, tmp_path: Path) -> None:
    octo = sandbox.install("octo", {"shop": PYTHON})
    with playing(sandbox, tmp_path) as stage:
        sandbox.fault(path=r"/graphql", status=502, times=1)
        sent = sandbox.installation_delivery(octo.id)
        removed = sandbox.installation_delivery(octo.id, "deleted")
        run = stage.run(sent)
        stage.runs(removed)

    assert run.state is RunState.DECLINED
    assert "is not among what the App is installed on" in run.sentence
