"""How a started container is reached: by a port that the engine publishes here, or from inside its own network."""

from __future__ import annotations

import inspect

from bot.errors import DockerMissing
from bot.frozen import dataclass
from bot.types import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from bot.proof.docker import Docker

    class Reach(Protocol):
        """A way to a container's port."""

        def flags(self, port: int) -> tuple[str, ...]:
            """What `docker run` needs to be told for it."""
            ...

        def ask(self, container: str, port: int, path: str, seconds: float) -> Answer | None:
            """The first answer, None when there was none in time."""
            ...


LOOPBACK = "127.0.0.1"
NOT_STARTED = 125  # docker run's own code, where the engine could not make the container
_LOCAL = ("unix:", "npipe:", "fd:")
_GONE = "non running container"  # the one that was to be asked has ended


def find(docker: Docker, python: str) -> Reach:
    """Published where the engine is this machine's and has a bridge; else from inside, by an image with Python."""
    host = docker.run("context", "inspect", "--format", "{{.Endpoints.docker.Host}}")
    bridge = docker.run("network", "inspect", "bridge")
    if host.out.startswith(_LOCAL) and not bridge.code:
        return Published(docker=docker)
    return Inside(docker=docker, python=python)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A port of this machine's own loopback that Docker picks, so that no other program is in the way."""

    docker: Docker

    def flags(self, port: int) -> tuple[str, ...]:
        return ("--publish", f"{LOOPBACK}::{port}")

    def ask(self, container: str, port: int, path: str, seconds: float) -> Answer | None:
        from bot.proof import asker

        told = self.docker.run("port", container, f"{port}/tcp").out.split()
        published = told[0].rpartition(":")[2] if told else ""
        return _answer(path, asker.ask(LOOPBACK, int(published), path, seconds)) if published.isdigit() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """No port of this machine and no network but the container's own loopback, which another container shares."""

    docker: Docker
    python: str

    def flags(self, port: int) -> tuple[str, ...]:
        del port
        return ("--network=none",)

    def ask(self, container: str, port: int, path: str, seconds: float) -> Answer | None:
        from bot.proof import asker

        shared = ("run", "--rm", f"--network=container:{container}", "--entrypoint=python", self.python)
        words = ("-c", inspect.getsource(asker), LOOPBACK, str(port), path, str(seconds))
        asked = self.docker.run(*shared, *words, seconds=seconds + 60)
        if asked.code == NOT_STARTED and _GONE not in asked.err:
            raise DockerMissing(f"{self.python}, which asks the container for its page, does not start: {asked.err}")
        return _answer(path, asked.out)


def _answer(path: str, said: str) -> Answer | None:
    status, _, body = said.partition(" ")
    return Answer(path=path, status=int(status), body=body) if status.isdigit() else None
