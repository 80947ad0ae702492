"""Tables for the rule secret-file."""

from __future__ import annotations

import pytest

from bot.findings.rules import secret_file
from bot.types import Severity
from tests.bot.findings.given import BASE, caught, theirs

CATCHES = [
    ("COPY .env id_rsa ./", [2, 2]),
    ("ADD .env ./", [2]),
    ('COPY [".env", "./"]', [2]),
    ('COPY ".env" ./', [2]),
    ("COPY .env* ./", [2]),
    ("COPY .ssh /root/.ssh", [2]),
    ("COPY .ssh/ /root/.ssh/", [2]),
    ("COPY deploy/server.key ./", [2]),
    ("COPY --from=build /app/.env ./", [2]),
    ("COPY package.json .npmrc ./", [2]),
    ("COPY *.pem ./", [2]),
]
PASSES = [
    "COPY . ./",
    "COPY .env.example .env",
    "COPY package*.json src/ ./",
    "COPY packages/secrets ./packages/secrets",
    "COPY --from=certs /etc/ssl/cert.pem /etc/ssl/",
    "ADD https://example.org/apt.key /etc/apt/keyrings/",
    "COPY <<.env ./\nA=1\n.env",
    "RUN cat .env",
]
THEIRS = [
    ("COPY .env ./", Severity.ERROR),
    ("COPY .npmrc ./", Severity.WARNING),
    (f"FROM a AS b\nCOPY .env ./\n{BASE}", Severity.WARNING),
    (f"FROM a AS b\nCOPY .npmrc ./\n{BASE}", Severity.INFO),
    ("FROM a AS b\nCOPY .env ./\nFROM b", Severity.ERROR),
]


@pytest.mark.parametrize(("text", "lines"), CATCHES)
def test_catches(text: str, lines: list[int]) -> None:
    assert caught(secret_file, text) == lines


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(secret_file, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(secret_file, text) == [severity]
