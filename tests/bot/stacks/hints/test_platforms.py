"""Fly, Railway, Nixpacks, Railpack and Heroku's app.json."""

from __future__ import annotations

import json

from bot.stacks.hints import platforms
from bot.types import Topic
from tests.bot.stacks.hints.saying import said

FLY = """\
[processes]
app = "node server.js"
jobs = "node jobs.js"
[deploy]
release_command = "npx prisma migrate deploy"
[env]
LOG_LEVEL = "info"
PORT = "9000"
[http_service]
internal_port = 9000
[[http_service.checks]]
path = "/up"
"""


def test_fly() -> None:
    files = {"fly.toml": FLY}

    assert said(platforms, files, Topic.START) == [("node server.js", "fly.toml:2")]
    assert said(platforms, files, Topic.PROCESS) == [("node jobs.js", "fly.toml:3")]
    assert said(platforms, files, Topic.RELEASE) == [("prisma migrate deploy", "fly.toml:5")]
    assert said(platforms, files, Topic.PORT) == [("9000", "fly.toml:10")]
    assert said(platforms, files, Topic.HEALTH_PATH) == [("/up", "fly.toml:12")]
    assert said(platforms, files, Topic.VARIABLE) == [("LOG_LEVEL info example", "fly.toml:7")]


def test_fly_in_its_older_form() -> None:
    files = {
        "fly.toml": "[[services]]\ninternal_port = 5000\n[[services.http_checks]]\npath='/a?b'\n[checks.x]\nport=1\n"
    }

    assert said(platforms, files, Topic.PORT) == [("5000", "fly.toml:2")]
    assert said(platforms, files, Topic.HEALTH_PATH) == [("/a", "fly.toml:4")]


def test_railway() -> None:
    data = {
        "build": {"buildCommand": "npm ci && npm run css\nnpm run | x"},
        "deploy": {"startCommand": "node a.js", "healthcheckPath": "/ok", "preDeployCommand": ["npm run migrate"]},
    }
    files = {"railway.json": json.dumps(data, indent=1)}

    assert said(platforms, files, Topic.START) == [("node a.js", "railway.json:6")]
    assert [text for text, _ in said(platforms, files, Topic.BUILD)] == ["npm ci", "npm run css"]
    assert said(platforms, files, Topic.HEALTH_PATH) == [("/ok", "railway.json:7")]
    assert said(platforms, files, Topic.RELEASE) == [("npm run migrate", "railway.json:8")]


def test_nixpacks_and_railpack() -> None:
    nixpacks = {"nixpacks.toml": "[start]\ncmd = 'node a.js'\n[variables]\nMODE = 'x'\n"}

    assert said(platforms, nixpacks, Topic.START) == [("node a.js", "nixpacks.toml:2")]
    assert said(platforms, nixpacks, Topic.VARIABLE) == [("MODE x example", "nixpacks.toml:4")]
    railpack = {"railpack.json": '{"deploy": {"startCommand": "node b.js"}} // ours'}
    assert said(platforms, railpack, Topic.START) == [("node b.js", "railpack.json")]


def test_heroku() -> None:
    data = {
        "env": {
            "SECRET": {"generator": "secret"},
            "LEVEL": {"value": "info"},
            "MODE": "plain",
            "WANTED": {},
            "MAYBE": {"required": False},
        },
        "addons": ["heroku-postgresql:mini", {"plan": "heroku-redis"}, "papertrail"],
        "scripts": {"postdeploy": "python manage.py migrate"},
    }
    files = {"app.json": json.dumps(data, indent=1)}

    assert [text for text, _ in said(platforms, files, Topic.VARIABLE)] == [
        "SECRET",
        "LEVEL info example",
        "MODE plain example",
        "WANTED",
        "MAYBE",
    ]
    assert [text for text, _ in said(platforms, files, Topic.NEEDS)] == ["PostgreSQL", "Redis"]
    assert said(platforms, files, Topic.RELEASE) == [("python manage.py migrate", "app.json:23")]


def test_an_app_json_of_expo_is_none_of_herokus() -> None:
    assert said(platforms, {"app.json": '{"expo": {}, "env": {"A": "b"}}'}, Topic.VARIABLE) == []
