"""What every test gets: no way out of this machine, and skips that say their reason."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.contracts import cache, sandboxes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox.handle import Sandbox

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = ROOT / ".contracts"
IN_CI = os.environ.get("CI") == "true"
# A shell that puts the tests into the background ignores SIGINT for them, and for every child that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
# How long one example takes says nothing on a busy machine; CI takes the same examples each time.
hypothesis.settings.register_profile(
    "here", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], derandomize=IN_CI
)
hypothesis.settings.load_profile("here")
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")  # noqa: S104  an address to compare with, nothing is bound


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Connections beyond this machine fail at once, whatever library asks for them."""
    if request.node.get_closest_marker("network"):
        yield
        return
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(LOOPBACK):  # type: ignore[index]
            raise AssertionError(f"a test reached for the network: {address}")
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)
    yield


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """A test that sets up logging leaves no handler behind on a stream that pytest closes."""
    loggers = (logging.getLogger(), logging.getLogger("dbos"))
    before = [(logger, logger.handlers[:], logger.level) for logger in loggers]
    yield
    for logger, handlers, level in before:
        logger.handlers[:] = handlers
        logger.setLevel(level)


@pytest.fixture(scope="session")
def sandbox_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One GitHub on this machine for all tests, since its start takes two seconds."""
    started = sandboxes.start(tmp_path_factory.mktemp("sandbox"))
    yield started
    started.stop()


@pytest.fixture
def sandbox(sandbox_process: Sandbox) -> Iterator[Sandbox]:
    """An empty GitHub on this machine; the test fails when any exchange was not as GitHub's own schemas have it."""
    with sandboxes.held(sandbox_process) as held:
        yield held


def _engine() -> str:
    """Why the tests with a Docker engine cannot run here, "" when they can: an engine also needs base images."""
    if not shutil.which("docker"):
        return "needs a Docker engine (docker is not on PATH)"
    if subprocess.run(["docker", "version"], capture_output=True, check=False).returncode:
        return "needs a Docker engine (none answers)"
    if os.environ.get("DOCKERIZE_TEST_BUILD"):
        return ""
    probe = b"# syntax=docker/dockerfile:1\nFROM busybox:1.37.0-musl\n"
    built = subprocess.run(["docker", "build", "--quiet", "-"], input=probe, capture_output=True, check=False)
    return "needs a Docker engine that can fetch base images (this one cannot)" if built.returncode else ""


def _needs(markers: set[str]) -> dict[str, str]:
    """Marker → the reason why its tests cannot run here."""
    missing: dict[str, str] = {}
    if ("docker" in markers or IN_CI) and (reason := _engine()):
        missing["docker"] = reason
    if not os.environ.get("TEST_POSTGRES_URL"):
        missing["postgres"] = "needs a Postgres server (set TEST_POSTGRES_URL)"
    if not cache.complete():
        missing["contracts"] = "needs GitHub's payloads and schemas (run: make contracts)"
    return missing


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips with a reason what cannot run here; in CI nothing may be missing."""
    missing = _needs({mark.name for item in items for mark in item.iter_markers()})
    if IN_CI and missing:
        raise pytest.UsageError("CI must have everything: " + "; ".join(missing.values()))
    for item in items:
        for marker, reason in missing.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))
