"""The loop of `make apps` itself: what it holds against an application, and how a row of its table reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.types import Answer, Diagnosis, Failure, Proof
from tests.apps_run import __main__ as loop
from tests.apps_run import apps, proving
from tests.bench.apps import compared

if TYPE_CHECKING:
    from pathlib import Path

SERVES = apps.App(name="shop", path="/you", contains="Hello", missing="/gone")
PRINTS = apps.App(name="job", output="counted")
WELL: dict[str, Any] = {
    "proven": True,
    "build_seconds": 12.34,
    "image_bytes": 98_700_000,
    "user": "10001:10001",
    "start_seconds": 1.0,
    "answer": "GET / answered 200",
    "answers": (Answer(path="/you", status=200, body="Hello, you"), Answer(path="/gone", status=404)),
    "health": "healthy",
    "exit_code": 0,
    "stop_seconds": 0.2,
}
JOB: dict[str, Any] = {"proven": True, "user": "1:1", "exit_code": 0, "printed": ("counted 3 words",)}


def problems(app: apps.App, seen: Proof) -> str:
    return "\n".join(proving.problems(app, seen))


@pytest.mark.parametrize(("app", "seen"), [(SERVES, WELL), (PRINTS, JOB)])
def test_nothing_is_held_against_an_application_that_is_well(app: apps.App, seen: dict[str, Any]) -> None:
    assert problems(app, Proof(**seen)) == ""


@pytest.mark.parametrize(
    ("app", "changes", "said"),
    [
        (SERVES, {"user": ""}, "its user is ''"),
        (SERVES, {"user": "app"}, "its user is 'app'"),
        (SERVES, {"user": "10001:0"}, "its user is '10001:0'"),
        (SERVES, {"health": ""}, "it has no health check"),
        (SERVES, {"answers": ()}, "/you answered None"),
        (SERVES, {"answers": (Answer(path="/you", status=500, body="Hello"),)}, "/you answered Answer"),
        (SERVES, {"answers": (Answer(path="/you", status=200, body="Bye"),)}, "/you answered Answer"),
        (SERVES, {"answers": (*WELL["answers"][:1], Answer(path="/gone", status=200))}, "/gone answered 200"),
        (SERVES, {"answers": WELL["answers"][:1]}, "/gone answered nothing"),
        (PRINTS, {"printed": ("lost",)}, "it printed ('lost',)"),
        (
            PRINTS,
            {"diagnosis": Diagnosis(step="end", kind=Failure.CRASH, lines=("exit code 1",))},
            "end: crash at start\nexit code 1",
        ),
    ],
)
def test_what_is_not_as_it_must_be_is_held_against_it(app: apps.App, changes: dict[str, Any], said: str) -> None:
    seen = Proof(**{**(WELL if app is SERVES else JOB), **changes})

    assert said in problems(app, seen)


def test_a_row_holds_every_figure() -> None:
    row = loop.row(proving.Seen(app=SERVES, proof=Proof(**WELL)))

    assert row.split() == [
        *("shop", "12.3", "99", "1.0", "/", "200", "healthy", "10001:10001", "0", "/", "0.2", "s", "yes"),
    ]


def test_a_row_of_a_job_says_how_it_ended() -> None:
    row = loop.row(proving.Seen(app=PRINTS, proof=Proof(**JOB), problems=("lost",)))

    assert row.split() == ["job", "exit", "0", "-", "1:1", "0", "no"]


def test_a_row_of_an_application_out_of_reach_says_that_it_was_only_checked() -> None:
    far = apps.App(name="far", output="x", unreachable="NuGet")

    assert loop.row(proving.Seen(app=far)).split() == ["far", "checked", "only", "yes"]


def test_a_name_that_is_not_known_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert loop.main(["no-such-app"]) == 2
    assert "There is no application no-such-app" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("now", "earlier", "end"),
    [
        ({"megabytes": 120.0, "build_seconds": 9.0}, {"megabytes": 100.0, "build_seconds": 1.0}, "LARGER"),
        ({"megabytes": 109.0, "build_seconds": 9.0}, {"megabytes": 100.0, "build_seconds": 1.0}, "1.0"),
        ({"megabytes": 109.0, "build_seconds": 9.0}, {}, "-"),
        ({}, {}, "not well"),
    ],
)
def test_figures_are_compared_with_earlier_ones(now: dict[str, float], earlier: dict[str, float], end: str) -> None:
    assert compared("shop", now, earlier).endswith(end)


def test_an_application_whose_rendered_files_differ_has_changed(tmp_path: Path) -> None:
    app = next(app for app in apps.load() if app.name == "go-http")

    assert not apps.changed(app)
    assert apps.rendered(tmp_path) == {}
