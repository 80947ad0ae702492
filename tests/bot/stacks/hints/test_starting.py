"""Whether a start command can be what the image starts, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.stacks.claims import claim
from bot.stacks.hints import starting
from bot.types import Claim, Evidence, Facts, Service, Topic
from tests.bot.stacks.pictures import folder

if TYPE_CHECKING:
    from collections.abc import Iterable

AT = Evidence(path="Procfile", line=1, text="web: x")


def facts(stack: str, start: str, *more: Claim) -> Facts:
    first = (claim(Topic.START, *start.split(), at=AT),) if start else ()
    return Facts(service=Service(name="shop"), stack=stack, claims=(*first, *more))


def heeded(said: Facts, text: str, files: Iterable[str] = ()) -> starting.Heeded:
    return starting.heeded(said, folder(dict.fromkeys(files, "")), tuple(text.split()))


@pytest.mark.parametrize(
    ("text", "argv"),
    [
        ("gunicorn app:app", "gunicorn app:app"),
        ("uvicorn a:b", "uvicorn a:b --host 0.0.0.0 --port ${PORT}"),
        ("uvicorn a:b --port 80", "uvicorn a:b --host 0.0.0.0 --port ${PORT}"),
        ("uvicorn a:b --port=80", "uvicorn a:b --host 0.0.0.0 --port ${PORT}"),
        ("uvicorn a:b --host 0.0.0.0", "uvicorn a:b --host 0.0.0.0"),
        ("fastapi run --workers 4", "fastapi run --workers 4 --port ${PORT}"),
        ("fastapi run --port 80", "fastapi run --port 80"),
        ("hypercorn a:b", "hypercorn a:b --bind 0.0.0.0:${PORT}"),
        ("python app.py", "python app.py"),
        ("./start.sh", "./start.sh"),
        ("bash start.sh", "bash start.sh"),
        ("python -m shop", "python -m shop"),
    ],
)
def test_what_is_taken_over(text: str, argv: str) -> None:
    found = heeded(facts("python", "python main.py"), text, ("app.py", "start.sh"))

    assert " ".join(found.argv) == argv


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("node x.js", "node is not in an image for python"),
        ("python gone.py", "gone.py is not in the repository"),
        ("./gone.sh", "./gone.sh is not in the repository"),
        ("bash", "bash is not in the repository"),
        ("uvicorn a:b --host 127.0.0.1", "nobody outside"),
    ],
)
def test_what_is_not(text: str, why: str) -> None:
    found = heeded(facts("python", "python main.py"), text)

    assert found.argv == ()
    assert why in found.why_not


def test_bundlers_programs_are_found_by_bundler() -> None:
    said = facts("ruby", "bundle exec puma")

    assert heeded(said, "rackup -p 1").argv == ("bundle", "exec", "rackup", "-p", "1")
    assert heeded(said, "bundle exec rackup").argv == ("bundle", "exec", "rackup")


def test_what_a_build_writes_is_not_asked_for() -> None:
    assert heeded(facts("node", "node x.js"), "node dist/main.js").argv
    assert heeded(facts("node", "node x.js"), "node --import ./dist/a.js /x.js").argv


def test_an_image_of_outputs_alone_starts_what_the_rules_say() -> None:
    copied = facts("node", "node server.js", claim(Topic.COPY, ".next/standalone", ".", at=AT))
    whole = facts("node", "node server.js", claim(Topic.COPY, ".", at=AT))

    assert "output of the build" in heeded(copied, "npm run serve").why_not
    assert heeded(whole, "npm run serve").argv
    assert "nginx" in heeded(facts("node", ""), "npm run serve").why_not


def test_a_compiled_program_keeps_its_arguments() -> None:
    said = facts("go", "/app/app", claim(Topic.ENTRY, "./cmd/api", at=AT))

    assert heeded(said, "bin/x serve").argv == ("/app/app", "serve")
    assert heeded(said, "shop --fast").argv == ("/app/app", "--fast")
    assert heeded(said, "/usr/bin/api").argv == ("/app/app",)
    assert heeded(said, "caddy run").why_not == "caddy is not what the build makes"


@pytest.mark.parametrize(
    ("start", "text", "expected"),
    [
        ("node x.js", "node x.js", True),
        ("node x.js", "npm start", True),
        ("node x.js", "yarn run start", True),
        ("node x.js", "npm run other", False),
        ("bash run.sh", "./run.sh", True),
        ("bundle exec ruby app.rb", "ruby app.rb", True),
        ("bash run.sh", "./other.sh", False),
        ("java -jar app.jar", "java -jar target/x.jar", True),
        ("", "gunicorn x", False),
    ],
)
def test_the_same_in_other_words(start: str, text: str, expected: bool) -> None:
    assert starting.same(facts("x", start), tuple(text.split())) is expected


def test_what_follows_from_a_start() -> None:
    said = claim(Topic.START, "x", at=AT)
    bare = facts("python", "python main.py")
    declared = facts("python", "", claim(Topic.DEPENDENCY, "waitress", "", at=AT))
    fastapi = facts("python", "", claim(Topic.DEPENDENCY, "fastapi[standard]", "", at=AT))

    def told(of: Facts, text: str) -> list[tuple[Topic, str]]:
        return [(one.topic, one.value[0]) for one in starting.follows(of, tuple(text.split()), said)]

    assert told(bare, "gunicorn -b :5000 x") == [
        (Topic.SERVER, "gunicorn"),
        (Topic.PORT, "5000"),
        (Topic.STOP_SIGNAL, "SIGTERM"),
    ]
    assert told(declared, "waitress-serve x") == []
    assert told(fastapi, "uvicorn x") == [(Topic.STOP_SIGNAL, "SIGTERM")]
    assert told(bare, "python x.py") == []
