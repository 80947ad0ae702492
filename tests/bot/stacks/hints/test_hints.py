"""The sources together: what is read, in which order, and which ecosystem they name."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import stacks
from bot.stacks import hints
from bot.types import Topic
from tests.bot.stacks.pictures import folder, package, picture, planned, recognised, said

FLASK = {"app.py": "from flask import Flask\napp = Flask(__name__)\n", "requirements.txt": "flask==3.1.0\n"}
SERVER = package(scripts={"start": "node x.js"}, dependencies={"express": "5", "pg": "8"})
NAMES = [name for name in hints.READS if "*" not in name]
TEXTS = st.text(max_size=120) | st.text(st.sampled_from(" \n-:a[]{}\"'#|>&*=$/webPORT"), max_size=120)


def test_every_glob_is_read_once() -> None:
    assert len(hints.READS) == len(set(hints.READS))
    assert {"Procfile", "compose.yaml", ".env.example"} <= {*stacks.reads()}


def test_an_existing_dockerfile_is_asked_only_where_it_is_to_be_improved() -> None:
    files = folder({"Dockerfile": "FROM x\nEXPOSE 5000\n"})

    assert hints.read(files) == ()
    assert [one.topic for one in hints.read(files, improving=True)] == [Topic.PORT]


def test_the_ecosystem_that_the_project_says_it_starts_wins() -> None:
    files = {**FLASK, "package.json": SERVER}

    assert recognised(files).stack == "python"
    assert recognised({**files, "Procfile": "web: node x.js\n", "x.js": ""}).stack == "node"
    assert recognised({**files, "Procfile": "web: ./run\n"}).stack == "python"


def test_without_heeding_the_rules_alone_count() -> None:
    files = picture({**FLASK, "Procfile": "web: gunicorn app:app -w 9\n"})

    (facts,) = stacks.recognise(files, heeding=False)

    assert said(facts, Topic.START) == [("gunicorn", "app:app")]


def test_a_plan_says_what_no_image_is_made_from() -> None:
    plan = planned({**FLASK, "package.json": SERVER, "Procfile": "web: node x.js\nrelease: npm run up\n", "x.js": ""})

    told = {one.topic: one.value for one in plan.decisions}
    assert told[Topic.RELEASE] == ("npm", "run", "up")
    assert told[Topic.NEEDS] == ("PostgreSQL",)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.dictionaries(st.sampled_from(NAMES), TEXTS, max_size=4))
def test_whatever_the_files_hold_nothing_breaks(texts: dict[str, str]) -> None:
    files = {**FLASK, **texts}

    stacks.recognise(picture({**files, ".github/workflows/x.yml": next(iter(texts.values()), "")}))
