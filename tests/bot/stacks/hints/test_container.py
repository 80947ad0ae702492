"""What an existing Dockerfile says, whatever form it says it in."""

from __future__ import annotations

import pytest

from bot.stacks.hints import container
from bot.types import Topic
from tests.bot.stacks.hints.saying import doubted, said

FILE = """\
# theirs
FROM --platform=linux/amd64 docker.io/library/node:22-slim AS build
ENV BUILD_ONLY=1
CMD ["node", "build.js"]

FROM python:3.11-slim
ENV MODE=prod \\
    # between
    LEVEL="info" URL=$HOME
ENV PORT=5000
ENV OLD form
ENV UV_LINK_MODE=copy
EXPOSE 5000/tcp
HEALTHCHECK CMD curl -f http://localhost:5000/ok || exit 1
HEALTHCHECK NONE
ENTRYPOINT ["tini", "--", "gunicorn"]
CMD ["app:app"]
"""


def test_the_last_stage_counts() -> None:
    files = {"Dockerfile": FILE}

    assert said(container, files, Topic.START) == [("gunicorn app:app", "Dockerfile:16")]
    assert said(container, files, Topic.PORT) == [("5000", "Dockerfile:10"), ("5000", "Dockerfile:13")]
    assert said(container, files, Topic.HEALTH_PATH) == [("/ok", "Dockerfile:14")]
    assert said(container, files, Topic.VARIABLE) == [
        ("MODE prod example", "Dockerfile:7"),
        ("LEVEL info example", "Dockerfile:9"),
        ("OLD form example", "Dockerfile:11"),
    ]
    assert said(container, files, Topic.RUNTIME) == [("22 node", "Dockerfile:2"), ("3.11 python", "Dockerfile:6")]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("FROM x\nCMD node a.js", ["node a.js"]),
        ('FROM x\nENTRYPOINT node a.js\nCMD ["b"]', ["node a.js"]),
        ('FROM x\nCMD ["sh", "-c", "a | b"]', []),
        ('FROM x\nCMD ["npm", "run", "dev"]', []),
        ("FROM x\nCMD {}", []),
        ("FROM x\nENV A", []),
        ("nothing", []),
        ("FROM python\nFROM python:latest", []),
        ('CMD ["node", "a.js"]', ["node a.js"]),
    ],
)
def test_other_forms(text: str, start: list[str]) -> None:
    files = {"Dockerfile": text}

    assert [words for words, _ in said(container, files, Topic.START)] == start
    assert said(container, files, Topic.RUNTIME) == said(container, files, Topic.VARIABLE) == []


def test_a_shell_is_a_doubt() -> None:
    assert "the Dockerfile starts `a | b`" in doubted(container, {"Dockerfile": "FROM x\nCMD a | b"})
