"""Tables for the rule unknown-command."""

from __future__ import annotations

import pytest

from bot.findings.rules import unknown_command
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("RUN curl https://x.example | sh", 2),
    ("RUN true", 2),
    ('RUN ["pip", "install", "."]', 2),
    ("RUN <<EOF\nls\nEOF", 2),
    ("RUN pip install -r requirements.txt; ls", 2),
    ("RUN PIP_INDEX_URL=x pip install .", 2),
    ("RUN LD_PRELOAD=/x pip install .", 2),
    ("RUN SECRET_KEY=hunter2 python manage.py collectstatic", 2),
    ("RUN --mount=type=cache,target=/root/.cache", 2),
    ("RUN pip install " + "x" * 200, 2),
    ("RUN python other.py", 2),
    ("RUN npx prisma generate", 2),
]
PASSES = [
    "RUN pip install -r requirements.txt",
    "RUN python -m venv /app/.venv && /app/.venv/bin/pip install --no-cache-dir .",
    "RUN SECRET_KEY=build python manage.py collectstatic --noinput",
    "RUN SECRET_KEY='build only' DJANGO_SETTINGS_MODULE=a.b python manage.py collectstatic --noinput",
    'RUN CGO_ENABLED=0 GOOS=linux go build -trimpath -ldflags="-s -w" -o /out/app ./cmd/x',
]
THEIRS = [
    ("RUN a; b\nRUN c; d", Severity.INFO),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(unknown_command, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(unknown_command, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(unknown_command, text) == [severity]
