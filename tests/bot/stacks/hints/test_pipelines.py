"""What CI sets up and builds."""

from __future__ import annotations

from bot.stacks.hints import pipelines
from bot.types import Topic
from tests.bot.stacks.hints.saying import said

GITHUB = """\
on: push
jobs:
  test:
    defaults: {run: {working-directory: web}}
    services:
      db: {image: "postgres:16"}
      odd: {image: "x"}
    steps:
    - uses: actions/setup-node@v4
      with:
        node-version: 22.x
        python-version: ${{ matrix.python }}
    - run: |
        npm ci
        npm run build
        npm test | tee x
    - run: yarn build:css
      working-directory: ./
"""
GITLAB = """\
image: node:22
services:
- mysql:8
- name: redis
test:
  image: {name: python:3.13-slim}
  script:
  - npm run build
  - echo done
odd:
  script: []
"""


def test_github() -> None:
    files = {".github/workflows/ci.yml": GITHUB, ".github/workflows/dockerize.yml": GITHUB}

    assert said(pipelines, files, Topic.RUNTIME) == [("22 node", ".github/workflows/ci.yml:11")]
    assert said(pipelines, files, Topic.NEEDS) == [("PostgreSQL", ".github/workflows/ci.yml:6")]
    assert said(pipelines, files, Topic.BUILD) == [("yarn build:css", ".github/workflows/ci.yml:17")]
    assert said(pipelines, files, Topic.BUILD, "web") == [("npm run build", ".github/workflows/ci.yml:15")]


def test_gitlab() -> None:
    files = {".gitlab-ci.yml": GITLAB}

    assert said(pipelines, files, Topic.RUNTIME) == [
        ("22 node", ".gitlab-ci.yml:1"),
        ("3.13 python", ".gitlab-ci.yml:6"),
    ]
    assert said(pipelines, files, Topic.NEEDS) == [("MySQL", ".gitlab-ci.yml:3"), ("Redis", ".gitlab-ci.yml:4")]
    assert said(pipelines, files, Topic.BUILD) == [("npm run build", ".gitlab-ci.yml:8")]
    assert said(pipelines, files, Topic.BUILD, "web") == []


def test_gitlab_without_images() -> None:
    assert said(pipelines, {".gitlab-ci.yml": "image: odd\ntest:\n  script: [x]\n"}, Topic.RUNTIME) == []
