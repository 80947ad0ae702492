"""Every manifest that some ecosystem reads: damaged, nested, huge or in circles, it gives a typed error or a plan."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import stacks
from tests.apps_run import apps
from tests.bot.stacks import huge
from tests.bot.stacks.pictures import decided

FUZZ = settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
LARGEST = 20_000  # characters of a file that is worth damaging
JUNK = (
    "\x00",
    "\ufeff",
    "\u2028",
    "\r",
    "²",
    "\U0001f40d",
    "'",
    '"',
    "{",
    "}",
    "[",
    "]",
    "\\",
    "/*",
    "<!--",
    "${",
    "\t",
)


def _texts(folder: Path) -> dict[str, str]:
    files = (one for one in sorted(folder.rglob("*")) if one.is_file() and one.stat().st_size < LARGEST)
    return {str(one.relative_to(folder)): one.read_text(encoding="utf-8", errors="replace") for one in files}


APPLICATIONS = tuple(texts for app in apps.load() if (texts := _texts(apps.ROOT / app.name)))


@FUZZ
@given(st.data())
def test_an_application_with_a_damaged_file(data: st.DataObject) -> None:
    texts = dict(data.draw(st.sampled_from(APPLICATIONS)))
    name = data.draw(st.sampled_from(sorted(texts)))
    text = texts[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    filling = data.draw(st.sampled_from(JUNK) | st.text(max_size=20) | st.just(text[start:end] * 3))

    decided({**texts, name: text[:start] + filling + text[end:]})


@FUZZ
@given(st.data())
def test_an_application_whose_files_hold_what_others_do(data: st.DataObject) -> None:
    texts = dict(data.draw(st.sampled_from(APPLICATIONS)))
    name = data.draw(st.sampled_from(sorted(texts)))
    other = data.draw(st.sampled_from(APPLICATIONS))

    decided({**texts, name: other[data.draw(st.sampled_from(sorted(other)))]})


@FUZZ
@given(st.sampled_from(huge.NAMES), st.binary(max_size=300), st.sampled_from(["utf-8", "latin-1", "utf-16-le"]))
def test_arbitrary_bytes(name: str, content: bytes, encoding: str) -> None:
    decided({**huge.BESIDE.get(name, {}), name: content.decode(encoding, errors="replace")})


@pytest.mark.parametrize("name", huge.NAMES)
def test_a_huge_file_of_one_piece_is_read_in_bounded_time(name: str) -> None:
    here = Path(__file__).resolve().parents[3]

    read = subprocess.run(
        [sys.executable, "-m", "tests.bot.stacks.huge", name], cwd=here, capture_output=True, text=True, check=False
    )

    assert read.returncode == 0, (read.returncode, read.stdout[-300:], read.stderr[-2000:])


def test_every_name_is_one_that_is_read() -> None:
    read = {glob.rpartition("/")[2] for glob in stacks.reads()}
    named = {name.rpartition("/")[2] for name in huge.NAMES}
    endings = tuple(name.removeprefix("*") for name in read if name.startswith("*."))

    assert {name for name in named if name not in read and not name.endswith(endings)} == set()


@pytest.mark.parametrize(
    "texts",
    [
        {
            "go.work": "go 1.27\nuse ./a\nuse ../x\nuse .\n",
            "a/go.work": "use ..\n",
            "a/go.mod": "module a\n",
            "a/a.go": "",
        },
        {
            "Cargo.toml": "[workspace]\nmembers = ['.', 'a', '../*']\n",
            "a/Cargo.toml": "[workspace]\nmembers = ['..']\n",
        },
        {"pyproject.toml": "[tool.uv.workspace]\nmembers = ['**', '..']\n", "uv.lock": "", "a/pyproject.toml": ""},
        {"pnpm-workspace.yaml": "packages: ['**', '..']\n", "package.json": '{"workspaces": ["."]}'},
        {"requirements.txt": "-r a.txt\n-r requirements.txt\n", "a.txt": "-r requirements.txt\n", "app.py": "x = 1"},
        {"pom.xml": "<project><modules><module>.</module></modules></project>"},
        {"settings.gradle": "include ':', ':a', ':a'\n", "a/settings.gradle": "include '..'\n"},
        {
            "a.sln": 'Project("{1}") = "a", "a.csproj", "{2}"\n',
            "a.csproj": '<Project><Import Project="a.csproj"/></Project>',
        },
        {"package.json": '{"scripts": {"start": "npm run build", "build": "npm start", "dev": "yarn dev"}}'},
        {
            "Procfile": "web: make run\n",
            "Makefile": "run: start\n\tmake start\nstart: run\n\tmake run\n",
            "app.py": "x = 1",
        },
        {"a.py": "from b import app\n", "b.py": "from a import app\n", "requirements.txt": "flask\n"},
    ],
    ids=lambda texts: next(iter(texts)),
)
def test_circles_end(texts: dict[str, str]) -> None:
    decided(texts)
