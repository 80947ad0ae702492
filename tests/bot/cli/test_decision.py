"""A decision as a person reads it: evidence, doubts, findings, what was not read, and the next commands."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

from bot.cli import decision, told
from bot.cli.page import Plain
from bot.types import (
    Advice,
    Claim,
    Decided,
    Doubt,
    Evidence,
    File,
    Files,
    Finding,
    Health,
    Plan,
    Service,
    Severity,
    Topic,
)

HERE = Evidence(path="api/main.py", line=3, text="app = FastAPI()")
PLAN = Plan(
    service=Service(name="Api", root="api"),
    stack="python",
    stages=(),
    start=("uvicorn", "main:app"),
    context="api",
    port=8000,
    health=Health(argv=("true",), path="/ok"),
    decisions=(Claim(topic=Topic.ENTRY, value=("main:app",), evidence=(HERE, HERE), reason="the only one"),),
    doubts=(Doubt(topic=Topic.PORT, sentence="No port is named.", settle="Read PORT.", evidence=(HERE,)),),
)
WORKER = Plan(service=Service(name="bot"), stack="python", stages=(), start=("python", "bot.py"))
DECIDED = Decided(
    commit="",
    base="main",
    plans=(PLAN, WORKER),
    files=Files(files=(File(path="api/Dockerfile", text="FROM a\n"), File(path="notes", text="b\n"))),
    advice=Advice(),
    findings=(
        Finding(rule="r", severity=Severity.WARNING, path="api/Dockerfile", line=1, message="m\n n", instead="i"),
    ),
    remarks=("x is binary.",),
)


def shown(show: str) -> str:
    stream = StringIO()
    getattr(decision, show)(Plain(stream), DECIDED)
    return stream.getvalue()


def test_decisions_doubts_findings_and_remarks_are_shown() -> None:
    assert shown("show") == (
        "\nApi in api: python\n  entry point  main:app  api/main.py:3  the only one\n"
        "\nbot: python\n"
        "\nUnsure\n  port: No port is named.\n    What would settle it: Read PORT.\n"
        "\nFindings\n  api/Dockerfile:1  warning  m n\n"
        "\nNot read\n  x is binary.\n"
    )


def test_files_are_shown_whole() -> None:
    assert shown("files") == "\napi/Dockerfile\n    FROM a\n\nnotes\n    b\n"


def test_a_file_is_shown_in_its_language() -> None:
    languages = [decision.language(path) for path in ("api/Dockerfile", "web.Dockerfile", "a/b.yml", ".dockerignore")]

    assert languages == ["docker", "docker", "yaml", "text"]


def test_the_next_commands_fit_the_service() -> None:
    assert decision.commands(PLAN, "/srv/my app") == (
        "docker build -t api -f '/srv/my app/api/Dockerfile' '/srv/my app/api'",
        "docker run --rm -p 8000:8000 api",
    )
    assert decision.commands(PLAN, "made", "/srv") == (
        "docker build -t api -f made/api/Dockerfile /srv/api",
        "docker run --rm -p 8000:8000 api",
    )
    assert decision.commands(WORKER, "/srv") == ("docker build -t bot /srv", "docker run --rm bot")


def test_variables_that_the_program_needs_are_passed_on_and_others_are_not() -> None:
    values = [
        ("LEVEL",),
        ("HOST", "::"),
        ("KEY", "build", "step"),
        ("PORT",),
        ("a b",),
        ("TOKEN",),
        ("TOKEN", "", "required"),
    ]
    claims = tuple(Claim(topic=Topic.VARIABLE, value=value, evidence=()) for value in values)

    _, run = decision.commands(replace(WORKER, decisions=claims), ".")

    assert run == "docker run --rm --env TOKEN --env LEVEL bot"


def test_what_it_needs_and_what_was_there_before_are_shown() -> None:
    claims = (
        Claim(topic=Topic.VARIABLE, value=("LEVEL", "info", "example"), evidence=(HERE,)),
        Claim(topic=Topic.NEEDS, value=("Redis",), evidence=(HERE,), reason="redis talks to it"),
    )
    old = Finding(rule="r", severity=Severity.ERROR, path="Dockerfile", line=2, message="m", instead="i")
    stream = StringIO()

    decision.show(Plain(stream), replace(DECIDED, plans=(replace(WORKER, decisions=claims),), replaced=(old,)))

    assert stream.getvalue().startswith(
        "\nbot: python\n"
        "\nbot: variables\n  LEVEL  a sample is info  api/main.py:3\n"
        "\nbot: services that it needs\n  Redis  api/main.py:3  redis talks to it\n"
        "\nWhat the Dockerfile before had\n  Dockerfile:2  error  m\n"
    )


def test_an_ignore_file_that_went_elsewhere_is_said_to_do_nothing_there() -> None:
    stream, names = StringIO(), ("Dockerfile", ".dockerignore", "api/.dockerignore", "web/Dockerfile.dockerignore")
    made = replace(DECIDED, files=Files(files=tuple(File(path=name, text="x\n") for name in names)))

    decision.closing(Plain(stream), made, "/made", names, "/srv")

    said = "  {0}.dockerignore does not apply to that build: copy the files to /srv, or rename it to {0}Dockerfile"
    lines = [line for line in stream.getvalue().splitlines() if "does not apply" in line]
    assert lines == [f"{said.format(folder)}.dockerignore." for folder in ("", "api/")]


def test_what_was_written_and_what_was_there_are_told_apart() -> None:
    stream = StringIO()

    decision.closing(Plain(stream), DECIDED, "/srv", ["notes"])

    assert stream.getvalue().startswith("\nWritten to /srv\n  api/Dockerfile  (there already)\n  notes\n\nNext\n")


def test_a_program_is_told_the_same() -> None:
    data = told.decided(DECIDED)

    assert data["services"] == [
        {
            "name": "Api",
            "root": "api",
            "stack": "python",
            "context": "api",
            "start": ["uvicorn", "main:app"],
            "port": 8000,
            "health_path": "/ok",
            "user": 10001,
            "ends": False,
        },
        {
            "name": "bot",
            "root": "",
            "stack": "python",
            "context": "",
            "start": ["python", "bot.py"],
            "port": None,
            "health_path": None,
            "user": 10001,
            "ends": False,
        },
    ]
    assert data["doubts"] == [
        {
            "service": "Api",
            "topic": "port",
            "sentence": "No port is named.",
            "settle": "Read PORT.",
            "evidence": [{"path": "api/main.py", "line": 3, "text": "app = FastAPI()"}],
        }
    ]
    assert data["remarks"] == ["x is binary."]
