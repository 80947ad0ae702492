"""The kill storm: the server dies three times in the middle of its writes, and nothing is lost and nothing is twice."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.contracts import sandboxes
from tests.walk.server import Server
from tests.walk.stage import STATIC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.sandbox.handle import Installed, Sandbox

LATENCY = 50
PATIENCE = 240


@dataclass(frozen=True)
class Wish:
    """One delivery: the whole installation, or a push to one repository."""

    id: str
    installation: Installed
    repository: str = ""

    def send(self, sandbox: Sandbox) -> int:
        if not self.repository:
            return sandbox.installation_delivery(self.installation.id, delivery_id=self.id).status
        return sandbox.deliver("push", self._push(), delivery_id=self.id).status

    def _push(self) -> dict[str, Any]:
        return {
            "ref": "refs/heads/main",
            "deleted": False,
            "installation": {"id": self.installation.id},
            "repository": {
                "id": self.installation.repositories[self.repository],
                "full_name": f"{self.installation.account}/{self.repository}",
                "default_branch": "main",
            },
        }


def wishes(sandbox: Sandbox, installations: int, each: int) -> list[Wish]:
    """The first installation asks for all at once, the others by a push each, and some by two at the same time."""
    found = []
    for number in range(installations):
        contents = {f"shop{n}": STATIC for n in range(each)}
        installed = sandbox.install(f"octo{number}", contents)
        if number == 0:
            found.append(Wish("all", installed))
            continue
        for n, name in enumerate(contents):
            twice = ("a", "b") if n % 5 == 0 else ("a",)
            found += [Wish(f"{number}-{n}-{which}", installed, name) for which in twice]
    return found


def deliver(sandbox: Sandbox, server: Server, found: list[Wish]) -> None:
    """Sends all of them at once, and each again until it is acknowledged, as an operator's redelivery would."""

    def until_kept(wish: Wish) -> None:
        while wish.send(sandbox) != 202:
            while not server.ready():
                time.sleep(0.2)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(until_kept, found))


class Watch:
    """The journal as it grows: which repositories have been written to, and which are finished."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._seen = 0
        self.begun: set[str] = set()
        self.finished: set[str] = set()

    def look(self) -> None:
        for line in self._sandbox.journal(self._seen):
            self._seen = max(self._seen, line["n"])
            if line["kind"] == "write" and line["status"] == 201:
                self.begun.add(line["repository"])
                if line["path"].endswith("/pulls"):
                    self.finished.add(line["repository"])

    def until(self, finished: int) -> None:
        """Returns in the middle of some run's writes, when so many repositories are finished."""
        deadline = time.monotonic() + PATIENCE
        while len(self.finished) < finished or not self.begun - self.finished:
            assert time.monotonic() < deadline, f"only {len(self.finished)} are finished"
            time.sleep(0.02)
            self.look()


def kill(server: Server, watch: Watch, finished: int) -> bool:
    """Kills and starts again; says whether that fell between some run's first and last write.

    What was seen unfinished may be finished when the signal arrives.
    """
    watch.until(finished)
    server.kill()
    watch.look()
    between = bool(watch.begun - watch.finished)
    server.start()
    return between


def assert_one_of_each(sandbox: Sandbox, found: list[Wish]) -> None:
    for installed in {wish.installation.id: wish.installation for wish in found}.values():
        for name in installed.repositories:
            branches = sorted(sandbox.refs(installed.account, name))
            assert branches == ["refs/heads/dockerize/container", "refs/heads/main"], (installed.account, name)
            (pull,) = sandbox.pulls(installed.account, name)
            assert (pull["commits"], pull["state"]) == (1, "open")


@pytest.fixture
def github(tmp_path: Path) -> Iterator[Sandbox]:
    """A sandbox of its own, as far away as GitHub is."""
    started = sandboxes.start(tmp_path / "github", latency_ms=LATENCY)
    with started:
        yield started
        assert sandboxes.violations(started) == []


@pytest.mark.slow
def test_three_kills_lose_nothing_and_repeat_nothing(github: Sandbox, tmp_path: Path) -> None:
    found, server, watch = wishes(github, 8, 50), Server(github, tmp_path), Watch(github)
    server.start()
    try:
        with ThreadPoolExecutor(1) as sender:
            sent = sender.submit(deliver, github, server, found)
            for finished in (40, 160, 280):
                while not kill(server, watch, finished):
                    print(f"a kill after {finished} runs fell between two of them and does not count")
            sent.result()
        server.settle({wish.id for wish in found}, PATIENCE)
        assert server.stop() == 0
    finally:
        server.end()

    assert_one_of_each(github, found)


@pytest.mark.slow
def test_an_undisturbed_run_sends_nothing_twice(github: Sandbox, tmp_path: Path) -> None:
    found, server = wishes(github, 4, 25), Server(github, tmp_path)
    server.start()
    try:
        deliver(github, server, found)
        server.settle({wish.id for wish in found}, PATIENCE)
        assert server.stop() == 0
    finally:
        server.end()

    assert [line for line in github.journal() if line["status"] == 422] == []
    assert_one_of_each(github, found)
