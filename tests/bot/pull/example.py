"""A decision as the stages make it, for the tests of what is said about it."""

from __future__ import annotations

from bot.types import (
    Advice,
    Claim,
    Copy,
    Decided,
    Doubt,
    Evidence,
    File,
    Files,
    Finding,
    Health,
    Image,
    Plan,
    Repository,
    Request,
    Service,
    Severity,
    Stage,
    Topic,
    Why,
)

REPOSITORY = Repository(id=7, owner="octo", name="shop", installation_id=5)
REQUEST = Request(repository=REPOSITORY, why=Why.INSTALLED)
COMMIT = "0123456789abcdef0123456789abcdef01234567"
PYTHON = Image(name="python", tag="3.13-slim-trixie", digest="sha256:" + "a" * 64)
WORKFLOW = File(path=".github/workflows/dockerize.yml", text="name: Docker image\n")
START = ("uvicorn", "app.main:api", "--host", "0.0.0.0", "--port", "${PORT}")  # noqa: S104  an argv to show


def claim(topic: Topic, *value: str, at: tuple[Evidence, ...] = (), reason: str = "") -> Claim:
    return Claim(topic=topic, value=value, evidence=at, reason=reason)


def at(path: str, line: int = 0) -> Evidence:
    return Evidence(path=path, line=line)


DECISIONS = (
    claim(Topic.RUNTIME, "3.13", at=(at(".python-version", 1),)),
    claim(Topic.KIND, "web", at=(at("app/main.py", 4),)),
    claim(Topic.FRAMEWORK, "FastAPI", at=(at("app/main.py", 4), at("requirements.txt", 1))),
    claim(Topic.ENTRY, "app.main:api", "", at=(at("app/main.py", 4),)),
    claim(Topic.START, *START, at=(at("README.md", 12),), reason="README.md starts it like this"),
    claim(Topic.PORT, "8080", reason="$PORT decides; this is its default"),
    claim(Topic.MANIFEST, "a", at=tuple(at(f"r{number}.txt") for number in range(5))),
    claim(Topic.VARIABLE, "API_KEY", at=(at("app/settings.py", 9),)),
    claim(Topic.VARIABLE, "PORT", at=(at("app/main.py", 20),)),
    claim(Topic.NEEDS, "postgres", at=(at("requirements.txt", 3),), reason="psycopg is declared"),
)
PLAN = Plan(
    service=Service(name="shop"),
    stack="python",
    stages=(
        Stage(name="build", image=PYTHON, steps=()),
        Stage(name="", image=Image(name="debian", tag="trixie-slim"), steps=(Copy(sources=("a",), target="/app"),)),
    ),
    start=START,
    port=8080,
    health=Health(argv=("python", "-c", "x"), path="/healthz"),
    decisions=DECISIONS,
    doubts=(
        Doubt(
            topic=Topic.LOCK_FILE,
            sentence="requirements.txt does not pin every package: each build may get other versions.",
            settle="Pin them, or commit a lock file.",
            evidence=(at("requirements.txt", 2),),
        ),
        Doubt(topic=Topic.HEALTH_PATH, sentence="Two routes look alike.", settle="Name one."),
    ),
)
DECIDED = Decided(
    commit=COMMIT,
    base="main",
    plans=(PLAN,),
    files=Files(files=(File(path="Dockerfile", text="FROM x\n"), File(path=".dockerignore", text=".git\n"), WORKFLOW)),
    advice=Advice(),
    findings=(
        Finding(
            rule="unpinned-package",
            severity=Severity.WARNING,
            path="Dockerfile",
            line=7,
            message="The package has no version.",
            instead="Give it one.",
        ),
        Finding(rule="old-base", severity=Severity.INFO, path="Dockerfile", line=0, message="The base is old."),
    ),
    remarks=("logo.png is binary.",),
)
