"""The App's own image, as good as those it makes: built, started and asked with a real engine."""

from __future__ import annotations

import json
import os
import shlex
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bot import catalogue, findings
from bot.types import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
IMAGE = "dockerize-own-image"


def docker(*words: str) -> str:
    done = subprocess.run(["docker", *words], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def image() -> Iterator[dict[str, Any]]:
    build = shlex.split(os.environ.get("DOCKERIZE_TEST_BUILD", "docker build"))
    command = [*build, "--tag", IMAGE, "--file", str(ROOT / "deploy" / "Dockerfile"), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr[-3000:]
    yield json.loads(docker("image", "inspect", IMAGE))[0]["Config"]
    docker("rmi", "-f", IMAGE)


def settings(port: int) -> list[str]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    values = {
        "GITHUB_APP_ID": "1",
        "GITHUB_PRIVATE_KEY": key.decode(),
        "GITHUB_WEBHOOK_SECRET": "for this test alone",
        "PORT": str(port),
    }
    return [f"--env=DOCKERIZE_{name}={value}" for name, value in values.items()]


@pytest.fixture
def running(image: dict[str, Any]) -> Iterator[int]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    started = docker("run", "--detach", "--name", IMAGE, "--network=host", *settings(port), IMAGE)
    assert len(started.strip()) == 64, started
    yield port
    docker("rm", "-f", IMAGE)


def ask(url: str, seconds: float) -> str:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  http on loopback
                return str(answer.read().decode())
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline:
                raise AssertionError(docker("logs", IMAGE)) from None
            time.sleep(0.3)


@pytest.mark.docker
@pytest.mark.slow
def test_it_is_ready_runs_as_nobody_in_particular_and_stops_gracefully(running: int, image: dict[str, Any]) -> None:
    ask(f"http://127.0.0.1:{running}/readyz", seconds=30)

    docker("stop", "--time", "10", IMAGE)

    assert image["User"] == "10001:10001"
    assert docker("inspect", "--format", "{{.State.ExitCode}}", IMAGE).strip() == "0", docker("logs", IMAGE)


def test_our_own_review_of_it_finds_no_error() -> None:
    path = ROOT / "deploy" / "Dockerfile"

    found = findings.review(path.read_text(), "deploy/Dockerfile", catalogue.load())

    assert [finding for finding in found if finding.severity is Severity.ERROR] == []
