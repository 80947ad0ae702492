"""The workflow's own steps, run with a real engine: green on good images, red on those that only build."""

from __future__ import annotations

import socket
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from bot import files
from bot.files import workflow
from bot.types import Claim, Copy, Env, Health, Image, Plan, Service, Stage, Topic, Workdir
from tests.bot.files.plans import CATALOGUE, EMPTY
from tests.bot.files.steps import execute

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.docker, pytest.mark.slow]

PROBE = "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['PORT'], timeout=3)"
SERVER = """
import http.server, os, signal, sys
signal.signal(signal.SIGTERM, {handler})
http.server.HTTPServer(("", int(os.environ["PORT"])), http.server.SimpleHTTPRequestHandler).serve_forever()
"""
POLITE = SERVER.format(handler="lambda *_: sys.exit(0)")
DEAF = SERVER.format(handler="signal.SIG_IGN")
NEEDY = 'import os\nassert os.environ["SECRET_KEY"]\n' + POLITE
CASES = {
    "a server that needs a variable": (NEEDY, "healthy", ""),
    "a server that answers": (POLITE, "healthy", ""),
    "a server that ignores SIGTERM": (DEAF, "healthy", "Stop it with SIGTERM"),
    "a server that crashes at once": ("raise SystemExit('no database')", "healthy", "Wait until it is well"),
    "a program that ends": ("print('done')", "exit", ""),
    "a program that ends badly": ("raise SystemExit(3)", "exit", "Wait until it is well"),
}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def planned(expected: str) -> Plan:
    port = free_port() if expected == "healthy" else None
    stage = Stage(
        name="",
        image=Image(name="python", tag="3.14-slim-trixie"),
        steps=(Workdir(path="/app"), Env(pairs=(("PORT", str(port)),)), Copy(sources=("main.py",), target="./")),
    )
    return Plan(
        service=Service(name="x"),
        stack="python",
        stages=(stage,),
        start=("python", "main.py"),
        port=port,
        health=Health(argv=("python", "-c", PROBE)) if port else None,
        ends=expected == "exit",
        decisions=(Claim(topic=Topic.VARIABLE, value=("SECRET_KEY", "", "required"), evidence=()),),
    )


def job(plan: Plan, folder: Path) -> dict[str, Any]:
    made = files.render((plan,), CATALOGUE, "main", EMPTY)
    for file in made:
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_text(file.text)
    found: dict[str, Any] = yaml.safe_load(made.text(workflow.PATH) or "")["jobs"]["image"]
    return found


@pytest.fixture(autouse=True)
def container() -> Iterator[None]:
    """Removes what the steps leave behind, as the end of a hosted runner does."""
    yield
    subprocess.run(["docker", "rm", "-f", "dockerize-ci"], capture_output=True, check=False)
    subprocess.run(["docker", "rmi", "-f", "dockerize-ci"], capture_output=True, check=False)


@pytest.mark.parametrize("case", CASES)
def test_the_steps_are_green_or_red_as_the_container_is(case: str, tmp_path: Path) -> None:
    source, expected, red = CASES[case]
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "main.py").write_text(source)

    ran = execute(job(planned(expected), folder), folder, tmp_path)

    assert ran.failed == red, ran.output


def test_a_build_that_fails_is_red(tmp_path: Path) -> None:
    folder = tmp_path / "app"
    folder.mkdir()

    ran = execute(job(planned("exit"), folder), folder, tmp_path)

    assert ran.failed == "Build"
