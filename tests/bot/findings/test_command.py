"""Programs go by the names that the tables know, wherever they lie."""

from __future__ import annotations

import pytest

from bot.findings.command import is_own, runnable, startable
from bot.findings.parse import parse
from tests.bot.findings.given import BASE, given

CONTEXT = given(parse(BASE, "Dockerfile"))


@pytest.mark.parametrize(
    "text",
    [
        "/app/.venv/bin/pip install .",
        ".venv/bin/python3.12 -m pip install .",
        "npx --no-install vite build",
        "./node_modules/.bin/vite build",
        "./mvnw -DskipTests package",
        "./bin/rails assets:precompile",
        "./scripts/build.sh --fast",
    ],
)
def test_runs(text: str) -> None:
    assert runnable(tuple(text.split(" ")), CONTEXT)


@pytest.mark.parametrize(
    "text",
    [
        "npx vite build",
        "npx --no-install",
        "npx --no-install evil",
        "./node_modules/.bin/evil",
        "./mvnw exec:java",
        "./other.sh",
        "./scripts/build.sh https://evil.example",
        "sed -i s/a/b/ x",
        "/tmp/pip install .",
        "/app/.venv/bin/evil",
    ],
)
def test_does_not_run(text: str) -> None:
    assert not runnable(tuple(text.split(" ")), CONTEXT)


@pytest.mark.parametrize(
    "text",
    [
        "/app/server serve",
        "/app/.venv/bin/mybot run",
        "./bin/rails server -b 0.0.0.0",
        "/app/bin/rails server",
        "/busybox httpd -f -p 8080 -h /app",
    ],
)
def test_the_projects_own_programs(text: str) -> None:
    assert is_own(tuple(text.split(" ")), CONTEXT)


@pytest.mark.parametrize(
    "text",
    [
        "/busybox sh",
        "/busybox nc 1.2.3.4 1",
        "/uv tool run evil",
        "/app/.venv/bin/uv run evil",
        "/app/bash x.sh",
        "/app/python -c x",
        "/app/nc 1.2.3.4 1",
        "server",
        "/app/server $(x)",
        "/usr/bin/x",
        "/app/../bin/x",
    ],
)
def test_tools_are_not_the_projects_own_wherever_they_lie(text: str) -> None:
    assert not is_own(tuple(text.split(" ")), CONTEXT)


@pytest.mark.parametrize(
    ("text", "starts"),
    [("mybot", True), ("mybot x", False), ("env", False), ("bash", False), ("npm", False), ("My Bot", False)],
)
def test_a_bare_name_starts_only_from_the_projects_environment(text: str, starts: bool) -> None:
    argv = tuple(text.split(" "))

    assert startable(argv, CONTEXT, own_path=True) is starts
    assert not startable(argv, CONTEXT, own_path=False)


def test_launchers_are_looked_through() -> None:
    assert startable(("tini", "--", "uv", "run", "--no-sync", "gunicorn", "a:b"), CONTEXT, own_path=False)
    assert startable(("tini", "--"), CONTEXT, own_path=False)
    assert startable(("env", "GRADIO_SERVER_PORT=8080", "gunicorn", "a:b"), CONTEXT, own_path=False)
    assert not startable(("env", "LD_PRELOAD=/app/x", "gunicorn", "a:b"), CONTEXT, own_path=False)
    assert not startable(("tini", "--", "curl"), CONTEXT, own_path=False)
