"""The service that a compose file builds from a folder, and what runs beside it."""

from __future__ import annotations

from bot.stacks.hints import compose
from bot.types import Topic
from tests.bot.stacks.hints.saying import said

FILE = """\
services:
  web:
    build: .
    command: gunicorn -b :7000 app:app
    ports: ["80:7000/tcp"]
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:7000/up"]
    environment:
      DATABASE_URL: postgres://u:p@db/x
      LEVEL: ${LEVEL:-info}
      MODE: prod
    depends_on: [db]
  api:
    build: {context: ./api}
    command: ["node", "x.js"]
    ports:
    - target: 3000
    environment:
    - REDIS_URL=redis://cache
    - BARE
    depends_on:
      cache: {condition: service_healthy}
  db:
    image: docker.io/library/postgres:16@sha256:abc
  cache:
    image: redis
  odd:
    image: ours/odd
  away:
    build: https://example.test/x.git
"""


def test_the_folder_that_is_built() -> None:
    files = {"compose.yaml": FILE}

    assert said(compose, files, Topic.START) == [("gunicorn -b :7000 app:app", "compose.yaml:4")]
    assert said(compose, files, Topic.PORT) == [("7000", "compose.yaml:5")]
    assert said(compose, files, Topic.HEALTH_PATH) == [("/up", "compose.yaml:7")]
    assert said(compose, files, Topic.VARIABLE) == [
        ("DATABASE_URL", "compose.yaml:9"),
        ("LEVEL", "compose.yaml:10"),
        ("MODE prod example", "compose.yaml:11"),
    ]
    assert said(compose, files, Topic.NEEDS) == [("PostgreSQL", "compose.yaml:9"), ("PostgreSQL", "compose.yaml:24")]


def test_a_folder_below() -> None:
    files = {"compose.yaml": FILE}

    assert said(compose, files, Topic.START, "api") == [("node x.js", "compose.yaml:15")]
    assert said(compose, files, Topic.PORT, "api") == [("3000", "compose.yaml:17")]
    assert [text for text, _ in said(compose, files, Topic.VARIABLE, "api")] == ["REDIS_URL", "BARE"]
    assert [text for text, _ in said(compose, files, Topic.NEEDS, "api")] == ["Redis", "Redis"]
    assert said(compose, files, Topic.NEEDS, "other") == []


def test_what_mounts_the_sources_is_for_a_developers_machine() -> None:
    text = (
        "services:\n  a:\n    build: .\n    command: node x.js\n    volumes: ['.:/app']\n    healthcheck: {test: x}\n"
    )

    assert said(compose, {"docker-compose.yml": text}, Topic.START) == []
    assert said(compose, {"docker-compose.yml": text}, Topic.HEALTH_PATH) == []


def test_a_file_without_a_build_tells_what_the_folder_needs() -> None:
    text = "services:\n  db:\n    image: mysql:8\n"

    assert said(compose, {"api/docker-compose.yml": text}, Topic.NEEDS, "api") == [
        ("MySQL", "api/docker-compose.yml:3")
    ]
    assert said(compose, {"docker-compose.yml": text}, Topic.NEEDS) == [("MySQL", "docker-compose.yml:3")]


def test_a_dockerfile_in_a_folder_of_a_shared_context_names_the_service() -> None:
    text = "services:\n  api:\n    build: {context: ., dockerfile: backend/Dockerfile}\n    ports: ['80:8000']\n"

    assert said(compose, {"compose.yml": text}, Topic.PORT, "backend") == [("8000", "compose.yml:4")]
    assert said(compose, {"compose.yml": text}, Topic.PORT) == []
