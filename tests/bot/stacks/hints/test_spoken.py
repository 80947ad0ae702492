"""What is said in passing: Makefile, README, devcontainer."""

from __future__ import annotations

import pytest

from bot.stacks.hints import spoken
from bot.types import Topic
from tests.bot.stacks.hints.saying import said

MAKEFILE = """\
VERSION := 1
start: deps
\t@gunicorn app:app
run:
\tcd x && node a.js
\tnpm run dev
\techo a | b
migrate:
\tflask db upgrade
test:
\tpytest
"""
README = """\
gunicorn prose:app

```sh
$ gunicorn app:app
npm install
make start
docker run -e X=y -p 3306:3306 mysql:9.6
docker run -p 127.0.0.1:80:5050 x
docker build .
```
python after.py
"""


def test_makefile() -> None:
    files = {"Makefile": MAKEFILE}

    assert said(spoken, files, Topic.START) == [("gunicorn app:app", "Makefile:3")]
    assert said(spoken, files, Topic.RELEASE) == [("flask db upgrade", "Makefile:9")]


def test_readme() -> None:
    files = {"README.md": README}

    assert said(spoken, files, Topic.START) == [("gunicorn app:app", "README.md:4")]
    assert said(spoken, files, Topic.PORT) == [("5050", "README.md:8")]


def test_devcontainer() -> None:
    image = "mcr.example/devcontainers/python:1-3.12-bookworm"
    text = f'{{\n // ours\n "image": "{image}", /* a */\n "forwardPorts": [8000],\n}}'
    files = {".devcontainer/devcontainer.json": text}

    assert said(spoken, files, Topic.RUNTIME) == [("3.12 python", ".devcontainer/devcontainer.json:3")]
    assert said(spoken, files, Topic.PORT) == [("8000", ".devcontainer/devcontainer.json:4")]


@pytest.mark.parametrize("text", ["{", "[]", '{"image": "x", "forwardPorts": [1, 2]}', '{"image": "python:latest"}'])
def test_a_devcontainer_that_says_nothing(text: str) -> None:
    files = {".devcontainer/devcontainer.json": text}

    assert said(spoken, files, Topic.RUNTIME) == said(spoken, files, Topic.PORT) == []
