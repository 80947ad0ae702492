"""Indexes that are not PyPI are said, whichever manifest names them."""

from __future__ import annotations

import pytest

from tests.bot.stacks.pictures import doubts, recognised

MAIN = {"main.py": "print(1)"}
USUAL = "https://" + ".".join(("pypi", "org"))
UV = '[project]\nname = "x"\n'


@pytest.mark.parametrize(
    "files",
    [
        {"requirements.txt": "-i https://pypi.corp.example/simple\nclick==8"},
        {"requirements.txt": "--extra-index-url=http://pypi.corp.example\nclick==8"},
        {"requirements.txt": "-r more.txt", "more.txt": "--find-links https://pypi.corp.example"},
        {"pyproject.toml": f'{UV}[[tool.uv.index]]\nurl = "https://pypi.corp.example"'},
        {"pyproject.toml": f'{UV}[tool.uv]\nindex-url = "https://pypi.corp.example"'},
        {"pyproject.toml": f'{UV}[tool.uv]\nextra-index-url = ["https://pypi.corp.example"]'},
        {"pyproject.toml": f'{UV}[[tool.poetry.source]]\nname = "x"\nurl = "https://pypi.corp.example"'},
        {"Pipfile": '[[source]]\nurl = "https://pypi.corp.example"\n[packages]\n'},
    ],
)
def test_another_index(files: dict[str, str]) -> None:
    assert "another index (pypi.corp.example)" in doubts(recognised({**MAIN, **files}))


def test_a_password_in_an_address_is_said_and_never_repeated() -> None:
    text = "--index-url https://user:hunter2@pypi.corp.example/simple\nx @ https://user:hunter2@host.example/x.zip\n"

    facts = recognised({**MAIN, "requirements.txt": text})

    assert "requirements.txt:1, requirements.txt:2 holds a password" in doubts(facts)
    assert "hunter2" not in repr(facts)


def test_a_trusted_host() -> None:
    assert "trust evil.example whatever" in doubts(
        recognised({**MAIN, "requirements.txt": "--trusted-host evil.example"})
    )


def test_pypi_itself_is_no_doubt() -> None:
    text = f"--index-url {USUAL}/simple\nclick==8 # https://other.example\n"

    assert "index" not in doubts(recognised({**MAIN, "requirements.txt": text}))
