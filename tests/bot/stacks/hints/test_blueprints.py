"""Render's blueprint and Heroku's heroku.yml."""

from __future__ import annotations

from bot.stacks.hints import blueprints
from bot.types import Topic
from tests.bot.stacks.hints.saying import said

RENDER = """\
services:
- type: web
  name: site
  buildCommand: npm ci && npm run prep
  preDeployCommand: npm run migrate
  startCommand: node a.js
  healthCheckPath: /hz
  envVars:
  - key: TOKEN
    generateValue: true
  - key: LEVEL
    value: info
  - key: PORT
    value: 9000
- type: worker
  name: jobs
  startCommand: node b.js
- type: worker
  startCommand: node c.js
- type: static_site
  startCommand: x
- type: redis
  name: cache
- type: web
  rootDir: ./api
  startCommand: node d.js
databases:
- name: data
"""


def test_render() -> None:
    files = {"render.yaml": RENDER}

    assert said(blueprints, files, Topic.START) == [("node a.js", "render.yaml:6")]
    assert said(blueprints, files, Topic.PROCESS) == [("node b.js", "render.yaml:17"), ("node c.js", "render.yaml:19")]
    assert said(blueprints, files, Topic.BUILD)[1] == ("npm run prep", "render.yaml:4")
    assert said(blueprints, files, Topic.RELEASE) == [("npm run migrate", "render.yaml:5")]
    assert said(blueprints, files, Topic.HEALTH_PATH) == [("/hz", "render.yaml:7")]
    assert said(blueprints, files, Topic.PORT) == [("9000", "render.yaml:14")]
    assert said(blueprints, files, Topic.VARIABLE) == [
        ("TOKEN", "render.yaml:9"),
        ("LEVEL info example", "render.yaml:11"),
    ]
    assert [text for text, _ in said(blueprints, files, Topic.NEEDS)] == ["PostgreSQL", "Redis"]


def test_render_names_the_folder_of_a_service() -> None:
    files = {"render.yaml": RENDER}

    assert said(blueprints, files, Topic.START, "api") == [("node d.js", "render.yaml:26")]
    assert [text for text, _ in said(blueprints, files, Topic.NEEDS, "api")] == ["PostgreSQL", "Redis"]
    assert said(blueprints, files, Topic.NEEDS, "elsewhere") == said(blueprints, files, Topic.START, "elsewhere") == []


def test_heroku() -> None:
    text = (
        "setup:\n  addons:\n  - plan: heroku-postgresql\n  - plan: other\n  config:\n    LEVEL: info\n"
        "release:\n  command:\n  - python manage.py migrate\n"
        "run:\n  web: gunicorn a\n  worker:\n    command:\n    - celery -A a worker\n    image: web\n  none:\n"
    )
    files = {"heroku.yml": text}

    assert said(blueprints, files, Topic.START) == [("gunicorn a", "heroku.yml:11")]
    assert said(blueprints, files, Topic.PROCESS) == [("celery -A a worker", "heroku.yml:13")]
    assert said(blueprints, files, Topic.RELEASE) == [("python manage.py migrate", "heroku.yml:9")]
    assert said(blueprints, files, Topic.NEEDS) == [("PostgreSQL", "heroku.yml:3")]
    assert said(blueprints, files, Topic.VARIABLE) == [("LEVEL info example", "heroku.yml:6")]
    assert said(blueprints, files, Topic.START, "api") == []


def test_a_blueprint_without_a_web_service_starts_its_first() -> None:
    text = "services:\n- type: worker\n  startCommand: node b.js\n- type: cron\n  startCommand: node c.js\n"

    assert said(blueprints, {"render.yaml": text}, Topic.START) == [("node b.js", "render.yaml:3")]
    assert said(blueprints, {"render.yaml": "databases: []\n"}, Topic.START) == []
