"""Tables for the rule secret-in-image."""

from __future__ import annotations

import pytest

from bot.findings.rules import secret_in_image
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("ARG NPM_TOKEN", 2),
    ("ENV DB_PASSWORD=x", 2),
    ("ENV A=1 API_KEY=abc", 2),
    ("ARG aws_secret_access_key", 2),
    ("ENV STRIPE_SECRET x", 2),
    ("ENV PASS=", 2),
    ("ENV MY_AUTH=1", 2),
    ("ARG ACCESS_KEY", 2),
    ("ENV apikey=1", 2),
    ("ENV URL=postgres://admin:hunter2@db/x", 2),
    ("# ghp_abcdefghijklmnopqrstuvwx", 2),
    ("LABEL a=AKIAABCDEFGHIJKLMNOP", 2),
    ("RUN echo -----BEGIN RSA PRIVATE KEY", 2),
    ("RUN export AWS_SECRET_ACCESS_KEY=AKIA1234 && ls", 2),
    ("RUN x \\\n  && DB_PASSWORD='hunter2' ./seed", 2),
    ('RUN ["tool", "--token=abc123"]', 2),
    ("RUN <<EOF\nexport API_TOKEN=abc123\nEOF", 2),
    ("RUN npm config set //npm.corp.example/:_authToken=abc123", 2),
    ("RUN x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.x", 2),
]
PASSES = [
    "ARG NEXT_PUBLIC_KEY",
    "ENV VITE_FIREBASE_API_KEY=x",
    "ENV POSTGRES_PASSWORD_FILE=/run/secrets/db",
    "ENV PORT=8080",
    "ARG PUBLIC_KEY",
    "ENV KEYBOARD=us",
    "ENV AUTHOR=me",
    "ENV SECRET_KEY_BASE_DUMMY=1",
    "RUN git clone https://example.org/a",
    "RUN SECRET_KEY=build python manage.py check",
    "RUN SECRET_KEY=dummy-key-for-collectstatic python manage.py collectstatic",
    "RUN SECRET_KEY_BASE=1 rails assets:precompile",
    "RUN TOKEN=$(cat /run/secrets/token) npm ci",
    'RUN NPM_TOKEN="$NPM_TOKEN" npm ci',
    "RUN TOKEN=abc$REST npm ci",
    "RUN DB_PASSWORD_FILE=/run/secrets/db ./seed",
    "RUN sed -i 's/PASSWORD=.*/PASSWORD=/' conf",
    "RUN apt-get install --keyring=abcdef x",
    "RUN x --use-token=false --max-tokens=100000",
]
THEIRS = [
    ("ENV API_KEY=x", Severity.ERROR),
    ("ARG TOKEN", Severity.ERROR),
    ("ENV KEY=x", Severity.WARNING),
    ("ENV USE_TOKEN=true", Severity.WARNING),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(secret_in_image, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(secret_in_image, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(secret_in_image, text) == [severity]
