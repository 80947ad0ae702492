"""Tables for the rule shell-form-command."""

from __future__ import annotations

import pytest

from bot.findings.rules import shell_form_command
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("CMD npm start", 2),
    ("ENTRYPOINT ./start.sh", 2),
    ("HEALTHCHECK CMD curl -f http://localhost/", 2),
    ('CMD [ "a", b ]', 2),
]
PASSES = [
    'CMD ["node", "x.js"]',
    'ENTRYPOINT ["/app/x"]',
    "HEALTHCHECK NONE",
    'HEALTHCHECK CMD ["/app/x"]',
    "RUN npm ci",
]
THEIRS = [
    ("CMD npm start", Severity.WARNING),
    ("HEALTHCHECK CMD curl x", Severity.INFO),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(shell_form_command, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(shell_form_command, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(shell_form_command, text) == [severity]
