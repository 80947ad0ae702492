"""The docker command: words in, what it printed out. Nothing is given to a shell, and nothing outlives its time."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections import deque
from contextlib import suppress

from bot.errors import DockerMissing
from bot.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

QUICK = 60.0  # seconds for a word to the engine
KEPT = 4000  # lines of a build's log
OVER = 124  # the code of what was ended, as timeout(1) has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What came of one command; `out` is all that it printed where the two streams are read as one."""

    code: int
    out: str = ""
    err: str = ""

    @property
    def over(self) -> bool:
        """Whether it was ended because its time was over."""
        return self.code == OVER


class Docker:
    """The engine that the docker command line talks to; `building` is the command that builds."""

    def __init__(self, command: tuple[str, ...] = ("docker",), building: tuple[str, ...] = ("docker", "build")) -> None:
        self._command = command
        self._building = building

    def check(self) -> None:
        """Raises DockerMissing, with the engine's own words."""
        asked = self.run("version", "--format", "{{.Server.Version}}")
        if asked.code:
            words = " ".join(asked.err.split())[:300] or "it did not say why"
            raise DockerMissing(f"No Docker engine answers ({words}): start one, or leave --verify out.")

    def run(self, *words: str, seconds: float = QUICK) -> Ran:
        """One command to its end, the two streams apart."""
        try:
            done = subprocess.run(
                [*self._command, *words],
                capture_output=True,
                check=False,
                encoding="utf-8",
                errors="replace",
                stdin=subprocess.DEVNULL,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            return Ran(code=OVER, err=f"docker {words[0]} took longer than {seconds:.0f} s")
        except FileNotFoundError as problem:
            raise _missing(self._command[0]) from problem
        return Ran(code=done.returncode, out=done.stdout, err=done.stderr)

    def build(self, *words: str, seconds: float, each: Callable[[str], None]) -> Ran:
        """Builds by BuildKit; `each` gets every line at once, and the last ones are what comes back."""
        lines: deque[str] = deque(maxlen=KEPT)
        expired = threading.Event()
        with self._begin(words) as process:
            timer = threading.Timer(seconds, _expire, (process, expired))
            timer.daemon = True  # nobody waits for it, whatever ends this
            try:
                timer.start()
                for line in process.stdout or ():
                    lines.append(line.rstrip("\n"))
                    each(lines[-1])
                code = process.wait()
            except BaseException:  # Ctrl-C among them: a build is not left behind
                _end(process)
                raise
            finally:
                timer.cancel()
        return Ran(code=OVER if expired.is_set() else code, out="\n".join(lines))

    def _begin(self, words: tuple[str, ...]) -> subprocess.Popen[str]:
        try:
            return subprocess.Popen(
                [*self._building, *words],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                env={**os.environ, "DOCKER_BUILDKIT": "1", "BUILDKIT_PROGRESS": "plain"},
                start_new_session=True,  # so that all of it can be ended
            )
        except FileNotFoundError as problem:
            raise _missing(self._building[0]) from problem


def _expire(process: subprocess.Popen[str], expired: threading.Event) -> None:
    expired.set()
    _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """Ends a build and whatever it started, which BuildKit takes for its being called off."""
    with suppress(ProcessLookupError):  # it ended by itself
        os.killpg(process.pid, signal.SIGTERM)


def _missing(name: str) -> DockerMissing:
    return DockerMissing(f"There is no {name} on PATH: install Docker, or leave --verify out.")
