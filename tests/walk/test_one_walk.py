"""One installation becomes one pull request, at the price that the documentation names."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from bot.types import RunState
from tests.walk.stage import PYTHON, playing

if TYPE_CHECKING:
    from bot.sandbox.handle import Sandbox

DOCS = Path(__file__).parents[2] / "docs" / "requests.md"
PRICE = [
    "POST /app/installations/{installation_id}/access_tokens",
    "POST graphql look",
    "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
    "POST graphql files",
    "POST /repos/{owner}/{repo}/git/trees",
    "POST /repos/{owner}/{repo}/git/commits",
    "POST /repos/{owner}/{repo}/git/refs",
    "POST /repos/{owner}/{repo}/pulls",
]


def _word(line: dict[str, str]) -> str:
    return f"{line['method']} {line['operation'].replace(':path', '')}"


def test_an_installation_becomes_a_pull_request_that_can_be_cloned(sandbox: Sandbox, tmp_path: Path) -> None:
    installed = sandbox.install("octo", {"shop": PYTHON})

    with playing(sandbox, tmp_path) as stage:
        run = stage.run(sandbox.installation_delivery(installed.id))

    (pull,) = sandbox.pulls("octo", "shop")
    assert (run.state, run.pull_request) == (RunState.DONE, pull["html_url"])
    assert set(pull["files"]) == {"Dockerfile", ".dockerignore", ".github/workflows/dockerize.yml"}
    clone = tmp_path / "clone"
    words = ["git", "clone", "--quiet", "--branch", pull["head"]["ref"], f"{sandbox.url}/octo/shop.git", str(clone)]
    subprocess.run(words, check=True)
    assert (clone / "Dockerfile").read_text() == pull["files"]["Dockerfile"]
    assert (clone / "app.py").read_text() == PYTHON["app.py"]


def test_an_automatic_run_costs_at_most_nine_requests(sandbox: Sandbox, tmp_path: Path) -> None:
    installed = sandbox.install("octo", {"shop": PYTHON})

    with playing(sandbox, tmp_path) as stage:
        run = stage.run(sandbox.installation_delivery(installed.id))

    seen = [_word(line) for line in sandbox.journal()]
    assert seen == PRICE
    assert len(seen) <= 9
    assert sum(span.requests for span in run.spans) == len(seen)


def test_the_documentation_lists_the_same_requests() -> None:
    listed = [line.split("`")[1] for line in DOCS.read_text().splitlines() if line[:1].isdigit()]

    assert [word for word in listed if not word.endswith("(a second batch)")] == PRICE
    assert len(listed) <= 9


def test_the_run_says_what_it_did_and_keeps_its_files(sandbox: Sandbox, tmp_path: Path) -> None:
    installed = sandbox.install("octo", {"shop": PYTHON})

    with playing(sandbox, tmp_path) as stage:
        run = stage.run(sandbox.installation_delivery(installed.id))

    assert [span.name for span in run.spans] == ["look", "decide", "keep", "tree", "commit", "branch", "pull request"]
    kept = tmp_path / "data" / "artifacts" / run.id / "Dockerfile"
    assert kept.read_text() == sandbox.pulls("octo", "shop")[0]["files"]["Dockerfile"]
