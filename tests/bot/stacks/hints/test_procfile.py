"""Processes: which one the image runs, what is run for a release, and what is another container's."""

from __future__ import annotations

from bot.stacks.hints import procfile
from bot.types import Topic
from tests.bot.stacks.hints.saying import doubted, said

WEB = "# ours\nweb: gunicorn app:app\nrelease: flask db upgrade && flask seed\nworker: celery -A app worker\n"


def test_web_is_started_and_the_others_are_said() -> None:
    files = {"Procfile": WEB}

    assert said(procfile, files, Topic.START) == [("gunicorn app:app", "Procfile:2")]
    assert said(procfile, files, Topic.KIND) == [("web", "Procfile:2")]
    assert said(procfile, files, Topic.RELEASE) == [
        ("flask db upgrade", "Procfile:3"),
        ("flask seed", "Procfile:3"),
    ]
    assert said(procfile, files, Topic.PROCESS) == [("celery -A app worker", "Procfile:4")]


def test_without_web_the_worker_or_the_only_one_is_started() -> None:
    assert said(procfile, {"Procfile": "worker: python a.py\nclock: python b.py\n"}, Topic.START)[0][0] == "python a.py"
    assert said(procfile, {"Procfile": "bot: python a.py\n"}, Topic.START) == [("python a.py", "Procfile:1")]
    assert said(procfile, {"Procfile": "a: python a.py\nb: python b.py\n"}, Topic.START) == []


def test_the_repositorys_own_names_the_folder_that_it_starts_in() -> None:
    files = {"Procfile": "api: cd api && node x.js\nworker: cd jobs && python w.py\n", "api/package.json": "{}"}

    assert said(procfile, files, Topic.START, "api") == [("node x.js", "Procfile:1")]
    assert said(procfile, files, Topic.START, "jobs") == [("python w.py", "Procfile:2")]
    assert said(procfile, files, Topic.START, "web") == []
    assert said(procfile, files, Topic.START) == []


def test_what_takes_a_shell_is_a_doubt() -> None:
    files = {"Procfile": "web: a | b\nrelease: a; b\nworker: a & b\n"}

    assert said(procfile, files, Topic.START) == said(procfile, files, Topic.PROCESS) == []
    assert "Procfile starts `a | b`, which takes a shell" in doubted(procfile, files)
    assert "for each release, which takes a shell" in doubted(procfile, files)


def test_what_is_for_a_developers_machine_is_a_doubt() -> None:
    assert "is for a developer's machine" in doubted(procfile, {"Procfile": "web: npm run dev\n"})


def test_without_a_procfile_nothing_is_said() -> None:
    assert said(procfile, {}, Topic.START) == []
