"""The golden suite: what is read, what is judged, and what the rules make of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.catalogue import load as catalogue
from bot.errors import BadUsage
from bot.evals import Case, Result, judge, load, report

SUITES = Path(__file__).parents[2] / "evals"
GO = {
    "go.mod": "module example.com/a\n\ngo 1.23\n",
    "cmd/a/main.go": 'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":8080", nil)\n}\n',
}
WORDS = {"README.md": "# Notes\n"}


def case(files: dict[str, str], **expect: Any) -> Case:
    return Case(name="a", ecosystem="go", files=files, expect=expect)


def test_what_is_decided_as_expected_is_not_wrong() -> None:
    result = judge(case(GO, stack="go", port=8080, declined=False, services=1), catalogue())

    assert result.wrong == {}


def test_what_is_decided_otherwise_is_told_with_what_was_decided() -> None:
    result = judge(case(GO, stack="rust", port=8080), catalogue())

    assert result.wrong == {"stack": "go"}


def test_a_repository_that_is_declined_has_no_other_decision() -> None:
    assert judge(case(WORDS, declined=True), catalogue()).wrong == {}
    assert judge(case(WORDS, port=80), catalogue()).wrong == {"port": None}


def test_the_report_counts_by_ecosystem_and_names_what_is_wrong() -> None:
    right, wrong = Result(case=case(GO), wrong={}), Result(case=case(GO), wrong={"port": 1})

    told = report([right, wrong])

    assert told["all"]["right"] == 1
    assert told["ecosystems"]["go"]["of"] == 2
    assert told["wrong"] == {"a": {"port": 1}}


def test_the_suite_of_this_repository_is_read_and_each_name_is_there_once() -> None:
    cases = load(str(SUITES))

    assert len({one.name for one in cases}) == len(cases)


def test_the_rules_alone_decide_at_least_thirty_of_forty_repositories_right() -> None:
    known = catalogue()

    told = report([judge(one, known) for one in load(str(SUITES))])

    assert told["all"]["of"] >= 40
    assert told["all"]["right"] >= 30, told["wrong"]


@pytest.mark.parametrize(
    "text",
    [
        "[[case",
        "",
        "[[case]]\nname = 'a'\n",
        "[[case]]\nname = 'a'\necosystem = 'b'\nfiles = {}\nexpect = {prot = 1}\n",
    ],
)
def test_a_suite_that_cannot_be_judged_is_refused_with_its_path(text: str, tmp_path: Path) -> None:
    (tmp_path / "golden.toml").write_text(text)

    with pytest.raises(BadUsage) as refused:
        load(str(tmp_path))

    assert "golden.toml" in refused.value.sentence


def test_a_missing_suite_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadUsage) as refused:
        load(str(tmp_path))

    assert "--suites" in refused.value.sentence
