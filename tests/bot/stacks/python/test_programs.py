"""What a service without a web application runs, and how it ends."""

from __future__ import annotations

import pytest

from bot import stacks
from bot.types import Topic
from tests.bot.stacks.pictures import cited, doubts, picture, recognised, said

BUILT = '[build-system]\nrequires = ["x"]\n[project]\nname = "tally"\n'


@pytest.mark.parametrize(
    ("files", "start"),
    [
        ({"main.py": "x = 1", "bot.py": "x = 1"}, "python main.py"),
        ({"src/main.py": "x = 1", "other.py": "x = 1"}, "python src/main.py"),
        ({"only.py": "x = 1", "setup.py": "x = 1", "noxfile.py": "x = 1"}, "python only.py"),
        ({"a.py": "x = 1", "b.py": "if __name__ == '__main__':\n    pass"}, "python b.py"),
        ({"counter/__main__.py": "x = 1", "counter/__init__.py": ""}, "python -m counter"),
        (
            {"src/counter/__main__.py": "x = 1", "src/counter/__init__.py": "", "pyproject.toml": ""},
            "python -m counter",
        ),
    ],
)
def test_the_program_that_is_meant(files: dict[str, str], start: str) -> None:
    assert [" ".join(argv) for argv in said(recognised(files), Topic.START)] == [start]


@pytest.mark.parametrize("files", [{"a.py": "x = 1", "b.py": "x = 1"}, {"lib/a.py": "x = 1"}, {"manage.py": "x = 1"}])
def test_files_of_which_none_is_the_program(files: dict[str, str]) -> None:
    assert stacks.recognise(picture(files)) == ()


def test_a_declared_script_is_run_by_its_name() -> None:
    files = {
        "pyproject.toml": BUILT + '[project.scripts]\nother = "tally.cli:other"\ntally = "tally.cli:main"\n',
        "src/tally/cli.py": "def main(): ...\n",
        "src/tally/__init__.py": "",
    }

    facts = recognised(files)

    assert said(facts, Topic.START) == [("tally",)]
    assert cited(facts, Topic.START) == ["pyproject.toml:7"]
    assert said(facts, Topic.KIND) == [("job",)]
    assert "several scripts" not in doubts(facts)


def test_one_of_several_scripts_is_a_doubt() -> None:
    scripts = '[project.scripts]\nb = "x:b"\na = "x:a"\n'

    facts = recognised({"pyproject.toml": BUILT + scripts})

    assert said(facts, Topic.START) == [("b",)]
    assert "b is the first of several scripts; a stand beside it" in doubts(facts)


def test_scripts_of_poetry_and_of_a_project_that_is_not_built() -> None:
    poetry = '[build-system]\n[tool.poetry]\nname = "x"\n[tool.poetry.scripts]\nx = "m:x"\n'
    unbuilt = '[project]\nname = "x"\n[project.scripts]\nx = "m:x"\n'

    assert said(recognised({"pyproject.toml": poetry, "requirements.txt": "-e .\n"}), Topic.START) == [("x",)]
    assert said(recognised({"pyproject.toml": unbuilt, "main.py": "x = 1"}), Topic.START) == [("python", "main.py")]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("print(1)", "job", "main.py"),
        ("x = 1\nwhile True:\n    pass", "worker", "main.py:2"),
        ("import discord\nclient.run(token)", "worker", "main.py:1"),
        ("from http.server import HTTPServer\nHTTPServer(('', 8000), H).serve_forever()", "web", "main.py:2"),
    ],
)
def test_how_it_ends(text: str, kind: str, place: str) -> None:
    facts = recognised({"main.py": text})

    assert said(facts, Topic.KIND) == [(kind,)]
    assert cited(facts, Topic.KIND) == [place]


@pytest.mark.parametrize(
    ("text", "handled"),
    [
        ("import signal\nsignal.signal(signal.SIGTERM, f)\nwhile True: ...", ["main.py:2"]),
        ("import uvicorn\nuvicorn.run('x:y', port=8000)", ["main.py:1"]),
        ("import signal, uvicorn\nsignal.signal(signal.SIGTERM, f)\nuvicorn.run('x:y', port=8000)", ["main.py:2"]),
        ("from http.server import HTTPServer\nHTTPServer(('', 8000), H)", []),
    ],
)
def test_who_handles_sigterm(text: str, handled: list[str]) -> None:
    facts = recognised({"main.py": text})

    assert [str(claim.evidence[0]) for claim in facts.all(Topic.STOP_SIGNAL)] == handled
