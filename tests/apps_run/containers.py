"""Builds an image and runs it in a network of its own, so that no port of this machine is in anybody's way."""

from __future__ import annotations

import json
import re
import subprocess
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.apps_run.apps import build_command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Asks from inside the container's network until it has an answer; prints the status, then the body.
ASKING = """
import sys, time, urllib.error, urllib.request
for _ in range(150):
    try:
        with urllib.request.urlopen(sys.argv[1], timeout=5) as answer:
            print(answer.status, answer.read().decode()); break
    except urllib.error.HTTPError as answer:
        print(answer.code, answer.read().decode()); break
    except OSError:
        time.sleep(0.2)
"""
ASKER = "python:3.14-slim-trixie"


def docker(*words: str) -> str:
    """What docker printed, whatever its exit code."""
    done = subprocess.run(["docker", *words], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def inspect(kind: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(docker(kind, "inspect", name))[0]
    return found


def build(dockerfile: Path, context: Path, tag: str) -> None:
    """Builds a Dockerfile; a failure shows the end of the log."""
    command = [*build_command(), "--tag", tag, "--file", str(dockerfile), str(context)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, (built.stdout + built.stderr)[-4000:]


def warnings(dockerfile: Path, context: Path, *, offline: bool = False) -> str:
    """What `docker build --check` has to say; without the `# syntax` line, whose frontend may not be reachable.

    `offline` puts an empty image in the place of each base image: the check asks a registry for them.
    """
    plain = dockerfile.with_name("Dockerfile.plain")
    text = dockerfile.read_text(encoding="utf-8")
    text = "\n".join(line for line in text.split("\n") if not line.startswith("# syntax"))
    plain.write_text(_without_images(text) if offline else text)
    return docker("build", "--check", "--file", str(plain), str(context))


def _without_images(text: str) -> str:
    """Names of images hold a colon, those of stages do not."""
    emptied = re.sub(r"^FROM \S+:\S+", "FROM scratch", text, flags=re.MULTILINE)
    copied = re.sub(r"--from=\S+:\S+", "--from=elsewhere", emptied)
    return copied if copied == emptied else f"FROM scratch AS elsewhere\n{copied}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A started container and what can be seen of it."""

    name: str

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = inspect("container", self.name)["State"]
        return found

    def logs(self) -> str:
        return docker("logs", self.name)

    def ask(self, port: int, path: str) -> tuple[int, str]:
        """Status and body of a page; 0 when nobody answered for half a minute."""
        url = f"http://127.0.0.1:{port}{path}"
        network = f"container:{self.name}"
        answer = docker("run", "--rm", f"--network={network}", "--entrypoint=python", ASKER, "-c", ASKING, url)
        status, _, body = answer.partition(" ")
        return (int(status), body) if status.isdigit() else (0, answer + self.logs())

    def wait(self, seconds: float, *, health: str = "", printed: str = "", ended: bool = False) -> bool:
        """Whether the container became what was asked for in time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            state = self.state()
            healthy = not health or state.get("Health", {}).get("Status") == health
            if healthy and printed in self.logs() and (not ended or state["Status"] == "exited"):
                return True
            time.sleep(0.3)
        return False

    def listeners(self) -> set[str]:
        """The addresses on which something listens, as the kernel writes them."""
        lines = docker("exec", self.name, "cat", "/proc/net/tcp", "/proc/net/tcp6").splitlines()
        return {words[1].partition(":")[0] for line in lines if (words := line.split())[3:4] == ["0A"]}

    def stop(self) -> int:
        """The exit code after SIGTERM; 137 when it had to be killed."""
        docker("stop", "--time", "10", self.name)
        return int(self.state()["ExitCode"])


@contextmanager
def running(image: str, env: tuple[tuple[str, str], ...] = ()) -> Iterator[Container]:
    """A container with no network but its own loopback."""
    name = f"dockerize-app-{uuid.uuid4().hex[:12]}"
    given = [f"--env={key}={value}" for key, value in env]
    started = docker("run", "--detach", "--network=none", "--name", name, *given, image)
    try:
        assert len(started.strip()) == 64, started
        yield Container(name=name)
    finally:
        docker("rm", "--force", name)
