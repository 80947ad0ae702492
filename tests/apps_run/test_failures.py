"""What a real engine shows of images that are not well: the step, the class, and a line that says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot import proof
from bot.proof.docker import Docker
from bot.proof.trial import Limits, Subject, Trial
from bot.types import Failure, Health, Plan, Service
from tests.apps_run import apps, proving

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.docker, pytest.mark.slow, pytest.mark.network]

SERVER = "import http.server as h, signal, sys; signal.signal(signal.SIGTERM, {handler}); "
SERVES = SERVER + "h.HTTPServer(('{host}', {port}), h.SimpleHTTPRequestHandler).serve_forever()"
QUITS = "lambda *_: sys.exit(0)"
LIMITS = Limits(build=300, ready=12, steady=2, stop=1)


def program(code: str) -> str:
    return f'FROM {proving.ASKER}\nWORKDIR /srv\nENTRYPOINT ["python", "-u", "-c", "{code}"]\n'


def serving(host: str = "", port: int = 8080, handler: str = QUITS) -> str:
    return program(SERVES.format(host=host, port=port, handler=handler))


def trial(folder: Path, dockerfile: str, **changes: Any) -> Trial:
    fields: dict[str, Any] = {"port": 8080, "health": None, **changes}
    plan = Plan(service=Service(name="shop"), stack="python", stages=(), start=("python",), **fields)
    docker = Docker(building=tuple(apps.build_command()))
    subject = Subject(plan=plan, dockerfile=dockerfile, ignore="hidden\n", context=str(folder))
    way = proving.reached(docker)
    return Trial(subject=subject, docker=docker, reach=way, say=lambda _: None, limits=LIMITS)


JOB = {"port": None, "ends": True}
SICK = {"health": Health(argv=("python", "-c", "1"))}
CASES: dict[str, tuple[str, dict[str, Any], str, Failure, str]] = {
    "a file that is not there": (
        f"FROM {proving.ASKER}\nCOPY hidden ./\n",
        {},
        "[2/2] COPY hidden ./",
        Failure.CONTEXT_FILE,
        "hidden",
    ),
    "a tool that is not there": (f"FROM {proving.ASKER}\nRUN cmake .\n", {}, "", Failure.SYSTEM_PACKAGE, "cmake"),
    "a command that fails": (f"FROM {proving.ASKER}\nRUN ls /nowhere\n", {}, "", Failure.COMMAND, "/nowhere"),
    "a folder of root's": (
        f"FROM {proving.ASKER}\nUSER 10001:10001\nRUN touch /usr/mine\n",
        {},
        "",
        Failure.PERMISSION,
        "touch",
    ),
    "a crash": (program("raise SystemExit('no luck')"), {}, "answer", Failure.CRASH, "no luck"),
    "another port": (serving(port=9999), {}, "answer", Failure.PORT, "it listens on 9999"),
    "localhost alone": (serving(host="127.0.0.1"), {}, "answer", Failure.LOOPBACK, "outside"),
    "silence": (program("import time; time.sleep(60)"), {}, "answer", Failure.NO_ANSWER, "no answer on port 8080"),
    "an image without the check that was planned": (serving(), SICK, "health", Failure.UNHEALTHY, "it is none"),
    "no ear for signals": (serving(handler="signal.SIG_IGN"), {}, "stop", Failure.KILLED, "within 1 s"),
    "a job that fails": (program("import nosuch"), JOB, "end", Failure.MODULE, "nosuch"),
    "a program that is not there": (
        f'FROM {proving.ASKER}\nENTRYPOINT ["serve"]\n',
        {},
        "start",
        Failure.CRASH,
        "serve",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_failure_is_told_by_what_a_real_engine_shows(name: str, tmp_path: Path) -> None:
    (tmp_path / "hidden").touch()
    dockerfile, changes, step, kind, line = CASES[name]

    seen = proof.prove(trial(tmp_path, dockerfile, **changes))

    found = seen.diagnosis
    assert found is not None
    assert (found.kind, step in found.step) == (kind, True), found
    assert any(line in one for one in found.lines), found


def test_nothing_stays_behind(tmp_path: Path) -> None:
    tried = trial(tmp_path, serving())

    seen = proof.prove(tried)

    assert seen.proven
    assert (tried.state(), tried.image()) == ({}, {})
