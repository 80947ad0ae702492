"""Tables for the rule package-index."""

from __future__ import annotations

import pytest

from bot.findings.rules import package_index
from bot.types import Severity
from tests.bot.findings.given import caught, theirs

CATCHES = [
    ("RUN pip install --extra-index-url https://x.example .", 2),
    ("RUN pip install --index-url=https://x.example .", 2),
    ("RUN pip install -i https://x.example a", 2),
    ("RUN npm ci --registry https://x.example", 2),
    ("RUN npm config set registry https://x.example", 2),
    ("RUN uv pip install --default-index x a", 2),
    ("RUN PIP_INDEX_URL=https://x.example pip install .", 2),
    ("ENV PIP_EXTRA_INDEX_URL=x", 2),
    ("ARG UV_INDEX_PRIVATE_URL", 2),
    ("ENV GOPROXY=https://x.example", 2),
    ("RUN gem install a --source https://x.example", 2),
    ("RUN echo x >> /etc/apt/sources.list", 2),
    ("ENV npm_config_registry=x", 2),
]
PASSES = [
    "RUN pip install -r requirements.txt",
    "RUN npm ci",
    "ENV PIP_NO_CACHE_DIR=1",
    "RUN apt-get install -y --no-install-recommends libpq5",
]
THEIRS = [
    ("ENV GOPROXY=x", Severity.WARNING),
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(package_index, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(package_index, text) == []


@pytest.mark.parametrize(("text", "severity"), THEIRS)
def test_is_as_serious_in_a_file_of_a_person(text: str, severity: Severity) -> None:
    assert theirs(package_index, text) == [severity]
