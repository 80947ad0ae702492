"""Tables for the rule root-user."""

from __future__ import annotations

import pytest

from bot.findings.rules import root_user
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("RUN true", 1),
    ("USER root", 2),
    ("USER 0", 2),
    ("USER 00:1", 2),
    ("USER root:1000", 2),
    ("USER 10001\nUSER 0:0", 3),
    ("USER node", 2),
    ("USER $UID", 2),
    ("USER 10001:0", 2),
    ("USER 1e3", 2),
    ("USER 10001 x", 2),
    ("USER ٣", 2),
    ("FROM python:3.14-slim-trixie AS a\nUSER 1000\nFROM a", 3),
    ("FROM python:3.14-slim-trixie AS a\nUSER 1000\nFROM python:3.14-slim-trixie", 3),
    ("FROM nginxinc/nginx-unprivileged:1.30", 1),
    ("FROM python:3.14-slim-trixie AS a\nUSER 0\nFROM a", 2),
]
PASSES = [
    "USER 10001",
    "USER 10001:10001",
    "USER root\nRUN true\nUSER 101:101",
    "FROM python:3.14-slim-trixie AS a\nUSER 0\nFROM python:3.14-slim-trixie\nUSER 1000",
]
THEIRS = [
    ("USER root", Severity.ERROR),
    ("RUN true", Severity.ERROR),
    ("USER node", Severity.WARNING),
    ("FROM nginxinc/nginx-unprivileged:1.30", Severity.INFO),
    ("FROM python:3.14-slim-trixie AS a\nUSER 1000\nFROM a", Severity.INFO),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(root_user, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(root_user, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(root_user, text) == [severity]
