"""The walk with a model: asked once, its advice in the pull request, and its cost in the database."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from bot.types import RunState
from tests.doubles import provider as providers
from tests.walk.stage import PYTHON, playing

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox.handle import Sandbox

ADVICE = {
    "services": [
        {
            "root": "",
            "decisions": [
                {
                    "topic": "environment variable",
                    "value": ["LANG", "C.UTF-8"],
                    "reason": "It prints other letters than English ones.",
                    "path": "app.py",
                    "line": 1,
                }
            ],
        }
    ]
}
COLUMNS = "model, prompt, ending, input_tokens, cached_tokens, output_tokens, usd"


def calls(folder: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "data" / "dockerize.db")) as connection:
        return connection.execute(f"SELECT {COLUMNS} FROM model_calls").fetchall()  # noqa: S608  a constant


def test_its_advice_is_in_the_pull_request_and_one_call_is_what_it_costs(sandbox: Sandbox, tmp_path: Path) -> None:
    octo = sandbox.install("octo", {"shop": PYTHON})
    with providers.providing() as provider:
        provider.behaviours = [providers.says(json.dumps(ADVICE))]
        model = {"model": "openai:gpt-6-luna,rules", "model_keys": {"openai": "k-1"}}
        with playing(sandbox, tmp_path, **model, model_urls={"openai": provider.url}) as stage:
            run = stage.run(sandbox.installation_delivery(octo.id))
    (pull,) = sandbox.pulls("octo", "shop")
    ((name, prompt, *rest),) = calls(tmp_path)

    assert run.state is RunState.DONE
    assert "with the advice of `openai:gpt-6-luna`" in pull["body"]
    assert "LANG=C.UTF-8" in pull["files"]["Dockerfile"]
    assert len(provider.requests) == 1
    assert (name, prompt.partition("@")[0], *rest[:4]) == ("openai:gpt-6-luna", "advice-1", "answered", 100, 60, 20)
    assert rest[4] > 0


def test_a_provider_that_is_down_leaves_the_rules_alone(sandbox: Sandbox, tmp_path: Path) -> None:
    octo = sandbox.install("octo", {"shop": PYTHON})
    with providers.providing() as provider:
        provider.behaviours = [providers.fails(500)]
        model = {"model": "openai:gpt-6-luna,rules", "model_keys": {"openai": "k-1"}}
        with playing(sandbox, tmp_path, **model, model_urls={"openai": provider.url}) as stage:
            run = stage.run(sandbox.installation_delivery(octo.id))
    (pull,) = sandbox.pulls("octo", "shop")

    assert run.state is RunState.DONE
    assert "Rules alone: openai:gpt-6-luna gave no advice" in pull["body"]
    assert [row[2] for row in calls(tmp_path)] == ["unavailable", "unavailable"]
