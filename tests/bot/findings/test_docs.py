"""The page about the rules says what the rules say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.findings import RULES, docs

ROOT = Path(docs.__file__).resolve().parents[2]


def test_the_page_is_up_to_date() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")

    assert written == docs.render(), "run: python -m bot.findings.docs > docs/rules.md"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_a_rule_says_what_why_and_instead(rule: object) -> None:
    name, text = getattr(rule, "NAME"), rule.__doc__ or ""  # noqa: B009  a module, whose names mypy does not know

    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", name)
    assert re.search(r"^Instead: ", text, re.MULTILINE)
    assert text.split("\n\n")[0].endswith(".")


def test_every_file_of_a_rule_is_listed_once_and_tested() -> None:
    folder = ROOT / "bot" / "findings" / "rules"
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    tests = {path.stem.removeprefix("test_") for path in (ROOT / "tests/bot/findings/rules").glob("test_*.py")}

    assert {str(rule.NAME).replace("-", "_") for rule in RULES} == files == tests
    assert len(RULES) == len(files)
