"""Which Python is asked for, in order of authority."""

from __future__ import annotations

import pytest

from bot.stacks.python import pins
from tests.bot.stacks.pictures import folder


def read(files: dict[str, str]) -> list[tuple[str, str]]:
    found = folder(files)
    return [(claim.value[0], str(claim.evidence[0])) for claim in pins.read(found, found.toml("pyproject.toml"))]


def test_every_file_in_order() -> None:
    files = {
        ".python-version": "# pinned\nmy-environment\n3.12.4\n3.11\n",
        "runtime.txt": "python-3.11.9\n",
        ".tool-versions": "python 3.13.1\n",
        "Pipfile": '[requires]\npython_version = "3.10"\n',
        "pyproject.toml": '[project]\nrequires-python = ">=3.9"\n[tool.poetry.dependencies]\npython = "^3.9"\n',
    }

    assert read(files) == [
        (">=3.9", "pyproject.toml:2"),
        ("3.12.4", ".python-version:3"),
        ("3.11.9", "runtime.txt:1"),
        ("3.13.1", ".tool-versions:1"),
        ("3.10", "Pipfile:2"),
        ("^3.9", "pyproject.toml:4"),
    ]


def test_nothing_said() -> None:
    assert read({".python-version": "# none\n", "pyproject.toml": "[project]\n"}) == []


@pytest.mark.parametrize("text", [">=3.12", "3.12 ; x", "pypy3.10", "system"])
def test_what_is_no_plain_version_is_claimed_as_it_stands(text: str) -> None:
    assert read({".python-version": f"\n{text}\n"}) == [(text, ".python-version:2")]
