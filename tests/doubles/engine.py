"""An engine without Docker: it plays one container's story, remembers every command, and its time is a number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.proof.docker import OVER, Docker, Ran
from bot.types import Answer

if TYPE_CHECKING:
    from collections.abc import Callable


class Engine(Docker):
    """What each command answers is a field; `states` are shown one after the other, the last one again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.asked: list[tuple[str, ...]] = []
        self.log: tuple[str, ...] = ("#5 [1/2] FROM python", "#6 [2/2] RUN pip install")
        self.build_code = 0
        self.started = Ran(code=0, out="id\n")
        self.states: list[dict[str, Any]] = [{"Running": True, "Health": {"Status": "healthy"}}]
        self.stopped: dict[str, Any] = {"Running": False, "ExitCode": 0}
        self.printed = "listening\n"
        self.listens = "  0: 00000000:1F90 00000000:0000 0A\n"
        self.answers: dict[str, Answer] = {"/": Answer(path="/", status=200, body="hello")}
        self.first_answer = 1.0  # seconds after which anybody is there
        self.dockerfile = ""
        self.ignore = ""

    def build(self, *words: str, seconds: float, each: Callable[[str], None]) -> Ran:
        self.asked.append(("build", *words))
        file = Path(words[words.index("--file") + 1])
        self.dockerfile = file.read_text(encoding="utf-8")
        self.ignore = file.with_name(f"{file.name}.dockerignore").read_text(encoding="utf-8")
        self.now += 7
        for line in self.log:
            each(line)
        return Ran(code=self.build_code if seconds > 7 else OVER, out="\n".join(self.log))

    def run(self, *words: str, seconds: float = 60) -> Ran:
        self.asked.append(words)
        match words:
            case ["run", *_]:
                return self.started
            case ["image", "inspect", *_]:
                return _json({"Size": 120_000_000, "Config": {"User": "10001:10001"}})
            case ["container", "inspect", *_]:
                return _json({"State": self.states.pop(0) if len(self.states) > 1 else self.states[0]})
            case ["logs", *_]:
                return Ran(code=0, out=self.printed)
            case ["exec", *_]:
                return Ran(code=0, out=self.listens)
            case ["stop", *_]:
                self.now += 0.2
                self.states = [self.stopped]
        return Ran(code=0)

    def flags(self, port: int) -> tuple[str, ...]:
        return (f"--publish=127.0.0.1::{port}",)

    def ask(self, container: str, port: int, path: str, seconds: float) -> Answer | None:
        self.now += seconds / 3
        return self.answers.get(path) if self.now >= 7 + self.first_answer else None

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def commands(self) -> list[str]:
        """The first word of each command, in order."""
        return [words[0] for words in self.asked]


def _json(data: object) -> Ran:
    return Ran(code=0, out=json.dumps([data]))
