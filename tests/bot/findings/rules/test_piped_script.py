"""Tables for the rule piped-script."""

from __future__ import annotations

import pytest

from bot.findings.rules import piped_script
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("RUN curl -fsSL https://x.example/i.sh | sh", 2),
    ("RUN wget -qO- https://x.example | sudo bash -s -- -y", 2),
    ("RUN curl x | tee /tmp/i | python3", 2),
    ("RUN bash <(curl -s x)", 2),
    ('RUN sh -c "$(curl -fsSL x)"', 2),
    ("RUN eval `wget -qO- x`", 2),
    ("RUN set -e; curl x \\\n  | /bin/bash", 2),
    ("RUN apt-get update\nRUN curl x | env FOO=1 node", 3),
]
PASSES = [
    "RUN curl -o /tmp/x https://x.example",
    "RUN curl https://x.example | tar xz",
    "RUN sh build.sh",
    "RUN pip install -r requirements.txt",
    "RUN curl -o x https://x.example && sha256sum -c x.sha256 && sh x",
]
THEIRS = [
    ("RUN curl x | sh", Severity.ERROR),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(piped_script, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(piped_script, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(piped_script, text) == [severity]
