"""`dockerize generate --verify`, with a docker command on PATH that plays one container's story."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.cli import exits, main
from bot.cli.verify import WIDE
from tests.bot.cli.applications import FASTAPI, MADE, write

PLAY = r"""
case "$1 $2" in
  "version --format") {version} ;;
  "context inspect") echo unix:///var/run/docker.sock ;;
  "network inspect") echo "network bridge not found" >&2; exit 1 ;;
  "image inspect") echo '[{{"Size": 123456789, "Config": {{"User": "10001:10001"}}}}]' ;;
  "container inspect") cat "$0.state" ;;
  "run --detach") echo 0123456789; echo "$@" > "$0.run"; cp "$0.first" "$0.state" ;;
  "run --rm") printf '200 {{"hello": "world"}}' ;;
  "logs --tail") echo "listening"; echo "counted 0 words" >&2 ;;
  "exec "*) echo " 0: 00000000:1F90 00000000:0000 0A" ;;
  "stop "*) echo '[{{"State": {{"Running": false, "ExitCode": 143}}}}]' > "$0.state" ;;
  "build "*) echo "#5 [build 1/2] FROM python"; echo "#6 [build 2/2] RUN it {long}"; {build} ;;
esac
echo "$1 $2" >> "$0.log"
"""
HEALTHY = [{"State": {"Running": True, "Health": {"Status": "healthy"}}}]
ENDED = [{"State": {"Running": False, "ExitCode": 0}}]
JOB = {"report.py": "print('counted 0 words')\n"}


def play(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    version: str = "echo 28.5",
    build: str = "true",
    state: object = HEALTHY,
) -> Path:
    """Puts the command on PATH; what it was asked is in `docker.log` beside it."""
    docker = folder / "bin" / "docker"
    docker.parent.mkdir()
    docker.write_text("#!/bin/sh\n" + PLAY.format(version=version, build=build, long="x" * 200))
    docker.chmod(0o755)
    Path(f"{docker}.first").write_text(json.dumps(state))
    monkeypatch.setenv("PATH", f"{docker.parent}:{os.environ['PATH']}")
    return docker


@pytest.fixture
def app(tmp_path: Path) -> Path:
    return write(tmp_path / "shop", FASTAPI)


def test_a_proof_is_told_to_people_and_its_progress_beside(
    app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    play(app.parent, monkeypatch)

    code = main(["generate", str(app), "--verify"])

    out, err = capsys.readouterr()
    assert code == exits.DONE
    assert "shop: proven" in out
    assert "image         123 MB, user 10001:10001" in out
    assert "answer        GET / answered 200, " in out
    assert "health check  healthy" in out
    assert "stop          exit code 143 within " in out
    assert "shop: build, 0 s: [build 1/2] FROM python" in err.splitlines()
    assert max(map(len, err.splitlines())) == len("shop: …") + WIDE
    assert all((app / name).is_file() for name in MADE)


def test_a_proof_is_told_to_programs(
    app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    docker = play(app.parent, monkeypatch)

    code = main(["generate", str(app), "--verify", "--json", "--dry-run", "--env", "GREETING=hi"])

    (seen,) = json.loads(capsys.readouterr().out)["proofs"]
    assert code == exits.DONE
    assert (seen["service"], seen["proven"], seen["health"]) == ("shop", True, "healthy")
    assert (seen["image_bytes"], seen["user"], seen["exit_code"]) == (123456789, "10001:10001", 143)
    assert seen["answers"] == [{"path": "/", "status": 200}]
    assert seen["diagnosis"] is None
    assert "--env=GREETING=hi" in Path(f"{docker}.run").read_text()
    assert not (app / "Dockerfile").exists()


def test_a_job_is_told_with_its_exit_and_its_last_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    play(tmp_path, monkeypatch, state=ENDED)

    code = main(["generate", str(write(tmp_path / "report", JOB)), "--verify"])

    out = capsys.readouterr().out
    assert code == exits.DONE
    assert "  end    exit code 0" in out
    assert "    counted 0 words" in out


BROKEN = r"""
echo "#6 [build 2/2] RUN pip install"; echo "#6 1.0 Error: pg_config executable not found."
echo "#6 ERROR: exit code: 1"; echo "Dockerfile:9"; exit 1
"""


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_a_failed_proof_names_the_step_the_class_and_the_lines(
    app: Path, monkeypatch: pytest.MonkeyPatch, flags: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    play(app.parent, monkeypatch, build=BROKEN)

    code = main(["generate", str(app), "--verify", *flags])

    out = capsys.readouterr().out
    assert code == exits.NOT_PROVEN
    assert (app / "Dockerfile").is_file()
    if flags:
        assert json.loads(out)["proofs"][0]["diagnosis"] == {
            "step": "[build 2/2] RUN pip install",
            "kind": "missing system package",
            "line": 9,
            "lines": ["Error: pg_config executable not found.", "exit code: 1"],
        }
    else:
        assert "shop: not proven" in out
        assert (
            "  Failed: [build 2/2] RUN pip install (line 9 of the Dockerfile)\n  Why: missing system package\n" in out
        )
        assert "    Error: pg_config executable not found.\n" in out


def test_a_start_that_fails_is_no_line_of_the_dockerfile(
    app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sick = [{"State": {"Running": True, "Health": {"Status": "unhealthy", "Log": []}}}]
    play(app.parent, monkeypatch, state=sick)

    code = main(["generate", str(app), "--verify"])

    assert code == exits.NOT_PROVEN
    assert "  Failed: health\n  Why: the health check fails\n" in capsys.readouterr().out


def test_without_an_engine_nothing_is_written(
    app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    play(app.parent, monkeypatch, version="echo Cannot connect >&2; exit 1")

    code = main(["generate", str(app), "--verify"])

    assert code == exits.BROKE
    assert capsys.readouterr().err.startswith("dockerize generate: No Docker engine answers (Cannot connect): ")
    assert not (app / "Dockerfile").exists()


def test_without_docker_another_sentence_is_said(
    app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(app))

    code = main(["generate", str(app), "--verify"])

    assert code == exits.BROKE
    assert "There is no docker on PATH: install Docker, or leave --verify out." in capsys.readouterr().err


def test_every_service_is_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    docker = play(tmp_path, monkeypatch, build='for last in "$@"; do true; done; echo "$last" >> "$0.built"')
    folder = tmp_path / "both"
    write(folder / "front", FASTAPI)
    write(folder / "back", FASTAPI)

    code = main(["generate", str(folder), "--verify", "--json"])

    proofs: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["proofs"]
    assert code == exits.DONE
    assert [one["service"] for one in proofs] == ["back", "front"]
    assert Path(f"{docker}.built").read_text().split() == [f"{folder}/back", f"{folder}/front"]


def test_what_was_started_is_removed_when_the_process_is_ended(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docker = play(app.parent, monkeypatch, build=f"kill -TERM {os.getpid()}; sleep 30")
    before = signal.getsignal(signal.SIGTERM)

    code = main(["generate", str(app), "--verify"])

    assert code == exits.INTERRUPTED
    assert Path(f"{docker}.log").read_text().splitlines()[-2:] == ["rm --force", "image rm"]
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_run_without_verify_imports_nothing_of_it(app: Path) -> None:
    code = "import sys; from bot.cli import main; main(['generate', sys.argv[1]]); sys.exit('bot.proof' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code, str(app)], check=False, capture_output=True).returncode == 0
