"""A proof, played by an engine without Docker: what is asked, what is seen, and how each failure is told."""

from __future__ import annotations

from typing import Any

import pytest

from bot import proof
from bot.proof.docker import Ran
from bot.proof.trial import Limits, Subject, Trial
from bot.types import Answer, Claim, Evidence, Failure, Health, Plan, Proof, Service, Topic
from tests.doubles.engine import Engine

DEAD = {"Running": False, "ExitCode": 1}
ALIVE = {"Running": True}


def plan(**changes: Any) -> Plan:
    needed = Claim(topic=Topic.VARIABLE, value=("KEY", "", "required"), evidence=(Evidence(path="app.py"),))
    fields: dict[str, Any] = {
        "service": Service(name="shop"),
        "stack": "python",
        "stages": (),
        "start": ("python", "app.py"),
        "port": 8080,
        "health": Health(argv=("python", "-c", "1")),
        "decisions": (needed,),
    }
    return Plan(**{**fields, **changes})


WORKER = {"port": None, "health": None}
JOB = {**WORKER, "ends": True}


def proven(engine: Engine, of: Plan, said: list[str] | None = None, **subject: Any) -> Proof:
    what = Subject(plan=of, dockerfile="FROM python\n", ignore=".git\n", context="/src", **subject)
    lines = [] if said is None else said
    return proof.prove(
        Trial(
            subject=what,
            docker=engine,
            reach=engine,
            say=lines.append,
            limits=Limits(build=60),
            clock=engine.clock,
            sleep=engine.sleep,
            name="trial",
        )
    )


def test_a_service_is_built_started_asked_and_stopped() -> None:
    engine, said = Engine(), list[str]()

    seen = proven(engine, plan(), said)

    assert seen.proven
    assert seen.diagnosis is None
    assert (seen.build_seconds, seen.image_bytes, seen.user) == (7, 120_000_000, "10001:10001")
    assert (seen.answer, seen.start_seconds, seen.health) == ("GET / answered 200", 1, "healthy")
    assert seen.exit_code == 0
    assert seen.stop_seconds == pytest.approx(0.2)
    assert "build, 7 s: [2/2] RUN pip install" in said
    assert [one for one in said if "," not in one] == ["build", "start", "answer", "health", "stop"]


def test_what_was_rendered_is_what_is_built() -> None:
    engine = Engine()

    proven(engine, plan())

    assert (engine.dockerfile, engine.ignore) == ("FROM python\n", ".git\n")
    assert engine.asked[0][-1] == "/src"


def test_a_container_gets_the_port_what_was_given_and_placeholders_for_the_rest() -> None:
    engine = Engine()
    other = Claim(topic=Topic.VARIABLE, value=("URL", "", "required"), evidence=())

    proven(engine, plan(decisions=(*plan().decisions, other)), env=("URL=x://y", "TOKEN"))

    (started,) = [words for words in engine.asked if words[0] == "run"]
    assert started[-5:-1] == ("--env=PORT=8080", "--env=KEY=placeholder", "--env=URL=x://y", "--env=TOKEN")
    assert "--publish=127.0.0.1::8080" in started


def test_a_given_port_is_not_set_twice() -> None:
    engine = Engine()

    proven(engine, plan(), env=("PORT=9000",))

    assert not any("--env=PORT=8080" in words for words in engine.asked)


@pytest.mark.parametrize("code", [0, 1])
def test_nothing_is_left_behind(code: int) -> None:
    engine = Engine()
    engine.build_code = code

    proven(engine, plan())

    assert engine.asked[-2:] == [("rm", "--force", "--volumes", "trial"), ("image", "rm", "--force", "trial")]


def test_nothing_is_left_behind_after_an_interruption() -> None:
    engine = Engine()

    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        proof.prove(
            Trial(
                subject=Subject(plan=plan(), dockerfile="", ignore="", context="/src"),
                docker=engine,
                reach=engine,
                say=interrupt,
            )
        )

    assert engine.commands() == ["rm", "image"]


def test_other_pages_are_asked_for_too() -> None:
    engine = Engine()
    engine.answers["/missing"] = Answer(path="/missing", status=404)

    seen = proven(engine, plan(), paths=("/missing", "/silent"))

    assert [(one.path, one.status) for one in seen.answers] == [("/", 200), ("/missing", 404)]


def test_a_service_without_a_health_check_is_asked_for_its_first_page() -> None:
    engine = Engine()

    seen = proven(engine, plan(health=None))

    assert seen.proven
    assert (seen.answer, seen.health) == ("GET / answered 200", "")


def test_a_job_has_to_end_with_zero() -> None:
    engine = Engine()
    engine.states = [ALIVE, {"Running": False, "ExitCode": 0}]
    engine.printed = "counted 0 words\n"

    seen = proven(engine, plan(**JOB))

    assert seen.proven
    assert (seen.exit_code, seen.printed, seen.stop_seconds) == (0, ("counted 0 words",), None)
    assert "stop" not in engine.commands()


def test_a_worker_has_to_keep_running_and_to_stop() -> None:
    engine = Engine()
    engine.states = [ALIVE]

    seen = proven(engine, plan(**WORKER))

    assert seen.proven
    assert (seen.printed, seen.exit_code) == (("listening",), 0)
    assert engine.now >= 7 + 15


def test_a_build_that_fails_is_told_with_its_step() -> None:
    engine = Engine()
    engine.build_code = 1
    engine.log = ("#6 [2/2] RUN npm ci", "#6 1.0 npm error code EACCES", "#6 ERROR: process did not complete")

    found = proven(engine, plan()).diagnosis

    assert found is not None
    assert (found.step, found.kind) == ("[2/2] RUN npm ci", Failure.PERMISSION)


def test_a_build_that_takes_too_long_is_told() -> None:
    engine = Engine()
    subject = Subject(plan=plan(), dockerfile="", ignore="", context="/src")
    trial = Trial(subject=subject, docker=engine, reach=engine, say=lambda _: None, limits=Limits(build=5))

    found = proof.prove(trial).diagnosis

    assert found is not None
    assert (found.step, found.kind) == ("[2/2] RUN pip install", Failure.TIMEOUT)


def test_a_container_that_does_not_start_is_told() -> None:
    engine = Engine()
    engine.started = Ran(code=127, err='exec: "serve": executable file not found in $PATH')

    found = proven(engine, plan()).diagnosis

    assert found is not None
    assert (found.step, found.kind) == ("start", Failure.CRASH)
    assert "serve" in found.lines[0]


HEALTHY = {"Running": True, "Health": {"Status": "healthy"}}
STORIES: dict[str, tuple[dict[str, Any], dict[str, Any], str, Failure, str]] = {
    "crash": (
        {"states": [DEAD], "first_answer": 999, "printed": "Traceback\nValueError: no\n"},
        {},
        "answer",
        Failure.CRASH,
        "ValueError: no",
    ),
    "ended": ({"states": [{"Running": False, "ExitCode": 0}], "first_answer": 999}, {}, "answer", Failure.ENDED, "0"),
    "another port": (
        {"first_answer": 999, "listens": " 0: 00000000:0BB8 00000000:0000 0A\n 1: 0100007F:0050 x 01\n"},
        {},
        "answer",
        Failure.PORT,
        "it listens on 3000, and was to listen on 8080",
    ),
    "localhost, and silent": (
        {"first_answer": 999, "listens": " 0: 0100007F:1F90 00000000:0000 0A\n"},
        {},
        "answer",
        Failure.LOOPBACK,
        "port 8080 of localhost alone",
    ),
    "localhost, and asked from inside": (
        {"listens": " 0: 0100007F:1F90 00000000:0000 0A\n"},
        {},
        "answer",
        Failure.LOOPBACK,
        "nobody outside",
    ),
    "silence": ({"first_answer": 999, "listens": ""}, {}, "answer", Failure.NO_ANSWER, "within 120 s"),
    "an error page": (
        {"answers": {"/": Answer(path="/", status=500)}},
        {},
        "answer",
        Failure.BAD_ANSWER,
        "GET / answered 500",
    ),
    "ill": (
        {"states": [{"Running": True, "Health": {"Status": "unhealthy", "Log": [{"Output": "probe: refused\n"}]}}]},
        {},
        "health",
        Failure.UNHEALTHY,
        "probe: refused",
    ),
    "starting for ever": (
        {"states": [{"Running": True, "Health": {"Status": "starting"}}]},
        {},
        "health",
        Failure.UNHEALTHY,
        "it is starting",
    ),
    "gone while it was watched": ({"states": [DEAD]}, {}, "health", Failure.CRASH, "exit code 1"),
    "deaf": (
        {"stopped": {"Running": False, "ExitCode": 137}},
        {},
        "stop",
        Failure.KILLED,
        "did not stop within 10 s",
    ),
    "a worker that ends": (
        {"states": [{"Running": False, "ExitCode": 0}]},
        WORKER,
        "run",
        Failure.ENDED,
        "was to keep running",
    ),
    "a worker that crashes": ({"states": [DEAD]}, WORKER, "run", Failure.CRASH, "exit code 1"),
    "a job that fails": ({"states": [DEAD]}, JOB, "end", Failure.CRASH, "exit code 1"),
    "a job that goes on": ({"states": [ALIVE]}, JOB, "end", Failure.TIMEOUT, "still runs after 120 s"),
}


@pytest.mark.parametrize("name", STORIES)
def test_a_failure_is_told_with_step_class_and_lines(name: str) -> None:
    engine = Engine()
    told, changes, step, kind, line = STORIES[name]
    for field, value in told.items():
        setattr(engine, field, value)

    seen = proven(engine, plan(**changes))

    assert not seen.proven
    assert seen.diagnosis is not None
    assert (seen.diagnosis.step, seen.diagnosis.kind) == (step, kind)
    assert any(line in one for one in seen.diagnosis.lines), seen.diagnosis.lines


def test_an_image_with_busybox_alone_is_read_by_it() -> None:
    engine = Engine()

    proven(engine, plan(health=Health(argv=("/busybox", "wget"))))

    (read,) = [words for words in engine.asked if words[0] == "exec"]
    assert read[2:4] == ("/busybox", "cat")


def test_an_engine_that_says_nothing_about_an_image_or_a_container() -> None:
    class Mute(Engine):
        def run(self, *words: str, seconds: float = 60) -> Ran:
            return Ran(code=1, out="") if words[1:2] == ("inspect",) else super().run(*words, seconds=seconds)

    seen = proven(Mute(), plan(**WORKER))

    assert (seen.image_bytes, seen.user) == (None, "")
    assert seen.diagnosis is not None
    assert seen.diagnosis.kind is Failure.ENDED
