"""The page about stacks is what the ecosystems say, and what they say is true of every application in tests/apps."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot import stacks
from bot.stacks import docs
from bot.stacks.claims import values
from bot.types import Topic
from tests.apps_run import apps

if TYPE_CHECKING:
    from types import ModuleType

    from bot.stacks.rows import Install, Row
    from bot.types import Facts, Plan
    from tests.apps_run.apps import App

PAGE = Path(docs.__file__).resolve().parents[2] / "docs" / "stacks.md"
INIT = ("tini", "--")


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == docs.render(), "run: python -m bot.stacks.docs > docs/stacks.md"


@pytest.mark.parametrize("stack", stacks.STACKS, ids=lambda stack: stack.NAME)
def test_an_ecosystem_says_what_it_recognises_and_starts(stack: ModuleType) -> None:
    rows: tuple[Row, ...] = docs.declared(stack).ROWS

    assert rows
    assert all(row.what and row.found and all(row.starts) for row in rows)
    assert not any("|" in row.found + "".join(row.what + row.starts) for row in rows), "it would end a cell"


@pytest.mark.parametrize("app", apps.load(), ids=lambda app: app.name)
def test_an_application_is_recognised_started_and_installed_as_the_page_says(app: App, tmp_path: Path) -> None:
    for facts in stacks.recognise(apps.picture(app.copy(tmp_path))):
        stack = next(one for one in stacks.STACKS if facts.stack == one.NAME)
        said = docs.declared(stack)

        assert_row(facts, stacks.plan(facts, apps.CATALOGUE), said.ROWS)
        assert_installs(facts, getattr(said, "INSTALLS", ()))


def assert_row(facts: Facts, plan: Plan, rows: tuple[Row, ...]) -> None:
    framework = facts.word(Topic.FRAMEWORK)
    meant = [row for row in rows if not framework or framework in row.what]
    start = plan.start[len(INIT) :] if plan.start[: len(INIT)] == INIT else plan.start
    assert meant, f"no row of {facts.stack} names {framework}"
    assert any(matches(one, start) for row in meant for one in row.starts), start


def assert_installs(facts: Facts, installs: tuple[Install, ...]) -> None:
    said = [command for one in installs for command in one.command.split(" && ")]
    said += [found for one in installs for found in re.findall(r"`([^`]+)`", one.otherwise)]
    for argv in values(facts, Topic.INSTALL):
        assert any(matches(f"{one.removesuffix(' …')} …", argv) for one in said), argv


def matches(template: str, argv: tuple[str, ...]) -> bool:
    """Whether a command is one that a template stands for: `<word>` is one word, and ` …` any number of them."""
    plain = template.removesuffix(" …")
    pattern = "".join(r"\S+" if part.startswith("<") else re.escape(part) for part in re.split(r"(<[^>]*>)", plain))
    return re.fullmatch(pattern + ("" if plain == template else r"(?: .*)?"), " ".join(argv)) is not None


@pytest.mark.parametrize(
    ("template", "command", "same"),
    [
        ("python <file>", "python main.py", True),
        ("python <file>", "python main.py --now", False),
        ("python <file> …", "python main.py --now", True),
        ("gunicorn <module>:<object>", "gunicorn app:app", True),
        ("gunicorn <module>:<object>", "gunicorn app", False),
        ("/app/app …", "/app/application", False),
    ],
)
def test_a_template_stands_for_commands(template: str, command: str, same: bool) -> None:
    assert matches(template, tuple(command.split())) is same
