"""The whole body, as a golden file and as what a parser makes of a stranger's words in it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from bot.pull import branch
from bot.pull.body import LIMIT, OPENED, Body
from bot.types import Advice, Claim, Decided, Doubt, Evidence, File, Files, Finding, Plan, Service, Severity, Topic, Why
from tests.bot.pull.example import COMMIT, DECIDED, PLAN, REQUEST, WORKFLOW
from tests.bot.pull.test_markdown import STRANGE, assert_quiet, tokens

if TYPE_CHECKING:
    from bot.types import Request

GOLDEN = Path(__file__).with_name("body.md")
WEB = "https://github.test/"
BLOB = f"https://github.test/octo/shop/blob/{COMMIT}/"


def body(decided: Decided = DECIDED, request: Request = REQUEST) -> str:
    return Body(decided, request, branch(request), WEB).text()


def planned(plan: Plan) -> Decided:
    return replace(DECIDED, plans=(plan,))


def test_the_whole_body() -> None:
    """After a change on purpose: python -m tests.bot.pull.golden"""
    assert body() == GOLDEN.read_text(encoding="utf-8")


def test_every_link_is_to_a_file_at_the_commit_that_was_read() -> None:
    links = [str(token.attrGet("href")) for token in tokens(body()) if token.type == "link_open"]

    assert len(links) > 5
    assert all(link.startswith(BLOB) for link in links)
    assert f"{BLOB}app/main.py#L4" in links
    assert f"{BLOB}README.md?plain=1#L12" in links
    assert f"{BLOB}r0.txt" in links


def test_a_folder_without_a_commit_is_cited_without_links() -> None:
    text = body(replace(DECIDED, commit=""))

    assert "`app/main.py:4`" in text
    assert "](" not in text


def test_it_never_says_that_it_was_proven() -> None:
    text = body()

    assert "Not yet proven" in text
    assert "The workflow in this pull request builds it" in text


def test_without_a_workflow_no_check_is_promised() -> None:
    files = Files(files=tuple(file for file in DECIDED.files if file is not WORKFLOW))

    text = body(replace(DECIDED, files=files))

    assert "Not yet proven" in text
    assert "workflow" not in text.lower()
    assert "adds `Dockerfile` and `.dockerignore`, to" in text


@pytest.mark.parametrize(
    ("count", "listed"),
    [(0, "adds nothing, to"), (1, "adds `f0`, to"), (2, "adds `f0` and `f1`, to"), (14, "`f11` and 2 more, to")],
)
def test_the_files_are_listed(count: int, listed: str) -> None:
    files = Files(files=tuple(File(path=f"f{number}", text="") for number in range(count)))

    assert listed in body(replace(DECIDED, files=files))


@pytest.mark.parametrize("why", list(Why))
def test_it_says_why_it_was_opened(why: Why) -> None:
    assert f"Opened because {OPENED[why]}." in body(request=replace(REQUEST, why=why))


def test_who_decided_is_said() -> None:
    assert "Nothing of this repository was sent to a model." in body()
    assert "with the advice of `openai:x`" in body(replace(DECIDED, advice=Advice(source="openai:x", prompt="a@1")))


def test_what_does_not_apply_is_left_out() -> None:
    plain = replace(PLAN, decisions=(), doubts=(), port=None, health=None)

    text = body(replace(DECIDED, plans=(plain,), findings=(), remarks=()))

    assert re.findall("^#+ .*$", text, re.MULTILINE) == [
        "### What the image does",
        "### Try it",
        "### Who decided",
        "### To say no",
    ]


def test_what_is_run_beside_the_image_is_a_section_of_its_own() -> None:
    release = Claim(
        topic=Topic.RELEASE, value=("flask", "db", "upgrade"), evidence=(Evidence(path="Procfile", line=2),)
    )

    text = body(planned(replace(PLAN, decisions=(release,))))

    assert (
        "### Run from the same image, and never by itself\n\n- For each release: `flask db upgrade` [`Procfile:2`]("
        in text
    )
    assert "### What was found" not in text


def test_a_sample_is_shown_and_a_secret_is_not() -> None:
    level = Claim(topic=Topic.VARIABLE, value=("LEVEL", "info", "example"), evidence=())
    key = Claim(topic=Topic.VARIABLE, value=("API_KEY", "abc", "example"), evidence=())

    text = body(planned(replace(PLAN, decisions=(level, key))))

    assert "| `LEVEL` | a sample is `info` |" in text
    assert "| `API_KEY` | secret: set it at run time |" in text


def test_what_is_replaced_is_said() -> None:
    old = Finding(rule="root-user", severity=Severity.ERROR, path="Dockerfile", line=4, message="", instead="Add USER.")

    text = body(replace(DECIDED, replaced=(old,)))

    assert text.startswith("This writes `Dockerfile`")
    assert "### What the Dockerfile before had\n\n- `Dockerfile:4` Add USER. (`root-user`)" in text


def test_services_are_told_apart() -> None:
    web, worker = Service(name="web", root="services/web"), Service(name="worker", root="services/worker")
    plans = (replace(PLAN, service=web), replace(PLAN, service=worker))

    text = body(replace(DECIDED, plans=plans))

    assert "## `web` in `services/web`" in text
    assert "docker build --tag worker --file services/worker/Dockerfile ." in text


def test_a_body_fits_into_what_github_takes() -> None:
    """However much was found: what is left out is counted, and how to say no is always there."""
    long = "x" * 3000
    evidence = tuple(Evidence(path=f"{long}/{number}", line=9) for number in range(9))
    claim = Claim(topic=Topic.MANIFEST, value=(long,), evidence=evidence, reason=long)
    doubt = Doubt(topic=Topic.PORT, sentence=long, settle=long, evidence=evidence)
    plan = replace(PLAN, decisions=(claim,) * 90, doubts=(doubt,) * 90)
    finding = Finding(rule="r", severity=Severity.INFO, path=long, line=1, message=long, instead=long)
    decided = replace(DECIDED, plans=(plan,) * 50, findings=(finding,) * 90, remarks=(long,) * 90)

    text = body(decided)

    assert len(text) <= LIMIT
    assert "more services are not shown here" in text
    assert "### To say no" in text


@settings(max_examples=60, deadline=None)
@given(STRANGE, STRANGE)
def test_a_stranger_s_words_are_only_words_wherever_they_stand(name: str, said: str) -> None:
    evidence = (Evidence(path=name, line=3, text=said),)
    claims = tuple(Claim(topic=topic, value=(said, name), evidence=evidence, reason=said) for topic in Topic)
    doubt = Doubt(topic=Topic.PORT, sentence=said, settle=name, evidence=evidence)
    plan = replace(PLAN, service=Service(name=name, root=said), decisions=claims, doubts=(doubt,), start=(said, name))
    finding = Finding(rule=name, severity=Severity.INFO, path=name, line=0, message=said, instead=name)
    files = Files(files=(File(path=name, text=said), WORKFLOW))
    advice = Advice(source=said, prompt=said, shown=(said, name), refused=(said,), note=said)
    decided = Decided(
        commit=COMMIT, base=said, plans=(plan,), files=files, advice=advice, findings=(finding,), remarks=(said, name)
    )

    parsed = tokens(body(decided))

    html = {token.content for token in parsed if token.type == "html_inline"}
    assert html <= {"<code>", "</code>"}
    assert not any(token.type in ("image", "html_block", "s_open") for token in parsed)
    links = [str(token.attrGet("href")) for token in parsed if token.type == "link_open"]
    assert all(link.startswith(BLOB) for link in links)
    assert [token.info for token in parsed if token.type in ("fence", "code_block")] == ["sh"]
    for previous, token in pairwise(parsed):
        if token.type == "text" and previous.content != "<code>":  # GitHub looks for nothing in code
            assert_quiet(token.content)
