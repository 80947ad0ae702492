"""One trial of an image: what is built, how it is started, what is waited for, and what the engine says of it."""

from __future__ import annotations

import json
import time
import uuid

from bot.frozen import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from bot.proof.docker import Docker
    from bot.proof.reach import Reach
    from bot.types import Plan

PLACEHOLDER = "placeholder"  # of a variable that has no default, as in the workflow
TAIL = 40  # lines that a container printed last
LOOPBACKS = frozenset({"0100007F", "00000000000000000000000001000000"})  # as the kernel writes them


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is proven: a plan, its rendered files, and the folder that is built."""

    plan: Plan
    dockerfile: str
    ignore: str
    context: str
    env: tuple[str, ...] = ()  # NAME=value, or NAME alone for the value that this shell has
    paths: tuple[str, ...] = ()  # more pages to ask for, when the health path has answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds."""

    build: float = 1800
    ready: float = 120  # until it answers, is healthy, or has ended
    steady: float = 15  # that a worker has to keep running
    stop: int = 10
    pause: float = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A subject on an engine, under names of its own."""

    subject: Subject
    docker: Docker
    reach: Reach
    say: Callable[[str], None]
    limits: Limits = Limits()
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    name: str = field(default_factory=lambda: f"dockerize-proof-{uuid.uuid4().hex[:12]}")

    @property
    def plan(self) -> Plan:
        return self.subject.plan

    def variables(self) -> tuple[str, ...]:
        """The variables of a container: the port, what was given, and placeholders for what has to be there."""
        given = {one.partition("=")[0] for one in self.subject.env}
        filled = (f"{name}={PLACEHOLDER}" for name in self.plan.required() if name not in given)
        port = (f"PORT={self.plan.port}",) if self.plan.port and "PORT" not in given else ()
        return (*port, *filled, *self.subject.env)

    def state(self) -> dict[str, Any]:
        """What the engine says of the container, {} when there is none."""
        found: list[dict[str, Any]] = _parsed(self.docker.run("container", "inspect", self.name).out)
        state: dict[str, Any] = found[0]["State"] if found else {}
        return state

    def image(self) -> dict[str, Any]:
        """What the engine says of the image, {} when there is none."""
        found: list[dict[str, Any]] = _parsed(self.docker.run("image", "inspect", self.name).out)
        return found[0] if found else {}

    def printed(self) -> tuple[str, ...]:
        """The last lines of both streams."""
        logs = self.docker.run("logs", "--tail", str(TAIL), self.name)
        return tuple(line.rstrip()[:500] for line in f"{logs.out}{logs.err}".splitlines() if line.strip())[-TAIL:]

    def listening(self) -> tuple[tuple[str, int], ...]:
        """Address and port of everything that listens, as far as a program in the image can read it."""
        busybox = self.plan.health.argv[0] if self.plan.health and "busybox" in self.plan.health.argv[0] else ""
        reader = (busybox, "cat") if busybox else ("cat",)
        table = self.docker.run("exec", self.name, *reader, "/proc/net/tcp", "/proc/net/tcp6").out
        rows = (line.split() for line in table.splitlines())
        found = (row[1].partition(":") for row in rows if row[3:4] == ["0A"])
        return tuple(dict.fromkeys((address, int(port, 16)) for address, _, port in found))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return []
