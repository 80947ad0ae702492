"""Executes the steps of a rendered workflow as a runner would: bash, the job's environment, failure conditions."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

# What differs from a hosted runner: where containers share the host's network, a published port is the port itself,
# and a build may need another command (DOCKERIZE_TEST_BUILD) because base images come from elsewhere.
SHIM = """#!/bin/sh
PATH={path}
case "$1" in
  build) shift; exec ${{DOCKERIZE_TEST_BUILD:-{docker} build}} "$@" ;;
esac
for word do
  shift
  case "$word" in
    --publish) set -- "$@" --network ; skip=1 ;;
    *) if [ "${{skip:-}}" ]; then set -- "$@" host; skip=; else set -- "$@" "$word"; fi ;;
  esac
done
exec {docker} "$@"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a job ended: `failed` is the name of the step that made it red, "" for green."""

    failed: str
    output: str


def execute(job: dict[str, Any], folder: Path, tmp_path: Path) -> Ran:
    """Runs the `run` steps of one job in a checked-out folder."""
    shim = tmp_path / "bin" / "docker"
    shim.parent.mkdir()
    shim.write_text(SHIM.format(docker=shutil.which("docker"), path=os.environ["PATH"]))
    shim.chmod(0o755)
    environment = {**os.environ, **job["env"], "PATH": f"{shim.parent}:{os.environ['PATH']}"}
    failed, output = "", ""
    for step in (step for step in job["steps"] if "run" in step):
        if not _wanted(step.get("if", ""), job["env"], failed):
            continue
        ran = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=folder,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=300,
        )
        output += ran.stdout
        failed = failed or (step["name"] if ran.returncode else "")
    return Ran(failed=failed, output=output)


def _wanted(condition: str, env: dict[str, str], failed: str) -> bool:
    if condition == "failure()":
        return bool(failed)
    holds = {
        "": True,
        "env.EXPECT == 'healthy'": env["EXPECT"] == "healthy",
        "env.EXPECT != 'exit'": env["EXPECT"] != "exit",
    }
    return holds[condition] and not failed
