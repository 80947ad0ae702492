"""What came of a run, as a person sees it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO

from bot.cli.demo import show
from bot.cli.page import Plain
from bot.types import Repository, RunRecord, RunState, Span, Why

BEGAN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def record(state: RunState, *spans: Span, ended: bool = True, url: str = "") -> RunRecord:
    return RunRecord(
        id="d/1/7",
        delivery_id="d",
        repository=Repository(id=7, owner="demo", name="shop", installation_id=1),
        why=Why.INSTALLED,
        state=state,
        created_at=BEGAN,
        ended_at=BEGAN + timedelta(seconds=2) if ended else None,
        sentence="It is so.",
        pull_request=url,
        spans=spans,
    )


def test_a_pull_request_is_its_title_its_body_and_its_files() -> None:
    stream = StringIO()
    files = {".github/workflows/x.yml": "on: push\n", ".dockerignore": ".git\n", "Dockerfile": "FROM a\n"}

    show.pull_request(Plain(stream), {"number": 3, "title": "Add it", "body": "# Why\n\x1b[2J", "files": files})

    assert stream.getvalue() == (
        "\nPull request #3: Add it\n\n# Why\n\\x1b[2J\n"
        "\nDockerfile\n    FROM a\n\n.dockerignore\n    .git\n\n.github/workflows/x.yml\n    on: push\n"
    )


def test_the_time_line_says_what_each_step_took_and_cost() -> None:
    stream = StringIO()
    spans = [
        Span(name="look", started_at=BEGAN + timedelta(seconds=0.5), seconds=0.25, requests=2),
        Span(name="keep", started_at=BEGAN + timedelta(seconds=1), seconds=0.01, note="again"),
    ]

    show.time_line(Plain(stream), record(RunState.DONE, *spans))

    assert stream.getvalue().splitlines() == [
        "",
        "Time line",
        "  step       after   took    GitHub requests",
        "  look       0.50 s  250 ms  2",
        "  keep       1.00 s  10 ms   0                again",
        "  all of it          2.00 s  2",
    ]


def test_a_run_that_has_not_ended_has_no_sum() -> None:
    stream = StringIO()

    show.time_line(Plain(stream), record(RunState.RUNNING, ended=False))

    assert "all of it" not in stream.getvalue()


def test_requests_are_counted_and_listed() -> None:
    stream = StringIO()
    journal = [
        {"method": "POST", "path": "/graphql", "operation": "graphql look", "kind": "read", "status": 200},
        {"method": "POST", "path": "/repos/a/b/pulls", "operation": "/repos/{owner}", "kind": "write", "status": 201},
    ]

    show.requests(Plain(stream), journal)

    assert stream.getvalue() == (
        "\nGitHub saw 2 requests\n  1  POST /graphql (graphql look)  200\n  2  POST /repos/a/b/pulls         201\n"
        "  1 read, 1 write\n"
    )
