"""Whatever is delivered, and how often: a repository has one pull request of ours, and a closed one means no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.types import RunState
from tests.walk.stage import PYTHON, playing

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox.handle import Sandbox


def test_a_second_delivery_a_redelivery_and_a_push_change_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    octo = sandbox.install("octo", {"shop": PYTHON})
    with playing(sandbox, tmp_path) as stage:
        first = sandbox.installation_delivery(octo.id)
        stage.runs(first)
        before = len(sandbox.journal())

        again = sandbox.installation_delivery(octo.id, delivery_id=first.delivery)
        second = stage.run(sandbox.installation_delivery(octo.id))
        pushed = stage.run(sandbox.push("octo", "shop", {"more.py": "x = 1\n"}, author="ann"))

    assert again.status == 202
    assert len(stage.runs(first)) == 1
    for run in (second, pushed):
        assert (run.state, run.sentence) == (
            RunState.DECLINED,
            "Pull request #1 is open already; merge or close it first.",
        )
    assert len(sandbox.pulls("octo", "shop")) == 1
    writes = [line for line in sandbox.journal(before) if line["kind"] == "write"]
    assert writes == []


def test_a_closed_pull_request_means_no_until_somebody_who_may_asks(sandbox: Sandbox, tmp_path: Path) -> None:
    octo = sandbox.install("octo", {"shop": PYTHON})
    sandbox.configure("octo", "shop", people={"ann": "write", "eve": "read"})
    with playing(sandbox, tmp_path) as stage:
        stage.runs(sandbox.installation_delivery(octo.id))
        sandbox.change_pull("octo", "shop", 1, "closed")

        pushed = stage.run(sandbox.push("octo", "shop", {"more.py": "x = 1\n"}, author="ann"))
        number = sandbox.issue("octo", "shop", "A wish")
        eve = stage.run(sandbox.comment("octo", "shop", number, "/dockerize", author="eve"))
        ann = stage.run(sandbox.comment("octo", "shop", number, "Please:\n\n/dockerize", author="ann"))

    assert (pushed.state, eve.state, ann.state) == (RunState.DECLINED, RunState.DECLINED, RunState.DONE)
    assert pushed.sentence.startswith("Pull request #1 was closed, which means no.")
    assert eve.sentence.startswith("eve may not write to octo/shop")
    assert [pull["state"] for pull in sandbox.pulls("octo", "shop")] == ["closed", "open"]
    comments = sandbox.comments("octo", "shop", number)
    assert [len(comment["reactions"]) for comment in comments] == [1, 0, 1]
    assert "adds a Dockerfile" in comments[1]["body"]  # it said no to eve before: one status comment, kept up to date


def test_a_merged_pull_request_whose_dockerfile_went_is_not_made_again(sandbox: Sandbox, tmp_path: Path) -> None:
    octo = sandbox.install("octo", {"shop": PYTHON})
    with playing(sandbox, tmp_path) as stage:
        stage.runs(sandbox.installation_delivery(octo.id))
        sandbox.change_pull("octo", "shop", 1, "merged")

        there = stage.run(sandbox.push("octo", "shop", {"more.py": "x = 1\n"}, author="ann"))
        gone = stage.run(sandbox.push("octo", "shop", {"Dockerfile": None}, author="ann"))

    assert there.sentence == "octo/shop has a Dockerfile on main, which is left alone."
    assert gone.sentence.startswith("Pull request #1 was merged, and its Dockerfile was removed since.")


def test_a_persons_commit_on_our_branch_is_left_alone(sandbox: Sandbox, tmp_path: Path) -> None:
    octo = sandbox.install("octo", {"shop": PYTHON})
    with playing(sandbox, tmp_path) as stage:
        stage.runs(sandbox.installation_delivery(octo.id))
        sandbox.push("octo", "shop", {"notes": "mine\n"}, author="ann", branch="dockerize/container", quiet=True)
        sandbox.change_pull("octo", "shop", 1, "closed", quiet=True)
        sandbox.configure("octo", "shop", people={"ann": "write"})
        number = sandbox.issue("octo", "shop", "A wish")

        run = stage.run(sandbox.comment("octo", "shop", number, "/dockerize", author="ann"))

    assert run.state is RunState.DECLINED
    assert run.sentence.startswith("The last commit on the branch dockerize/container is by ann")
