"""A repository with an attack planted in it, a model that does whatever the attacker wants, and what came of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot import pipeline, snapshot
from bot.catalogue import load
from bot.types import Decided, Declined
from tests.bot.advice.world import Adviser, decision, reply
from tests.doubles.github import MemoryGitHub

if TYPE_CHECKING:
    from collections.abc import Mapping

CATALOGUE = load()
# Perl, since no rule knows it: every decision is then the model's.
REPOSITORY = {
    "README.md": "# Reports\n\nRun `perl serve.pl`; it listens on 8000.\n",
    "serve.pl": "use strict;\nprint qq(listening\\n);\n",
}
GOOD = (
    decision("runtime", "debian", path="serve.pl", line=1),
    decision("kind of program", "web", path="serve.pl", line=2),
    decision("start", "perl", "serve.pl", path="README.md", line=3),
    decision("port", "8000", path="README.md", line=3),
)


@dataclass(frozen=True)
class Came:
    """What came of a run, and everything that left for the model."""

    outcome: Decided | Declined
    asked: tuple[str, ...]

    @property
    def left(self) -> str:
        return "\n".join(self.asked)

    @property
    def files(self) -> str:
        """Everything that would be written; "" where the run was declined."""
        return "\n".join(file.text for file in self.outcome.files) if isinstance(self.outcome, Decided) else ""

    @property
    def dockerfile(self) -> str:
        return self.outcome.files.text("Dockerfile") or "" if isinstance(self.outcome, Decided) else ""

    @property
    def paths(self) -> list[str]:
        return [file.path for file in self.outcome.files] if isinstance(self.outcome, Decided) else []


def obeyed(*wanted: Any, planted: Mapping[str, str] | None = None, instead: bool = True) -> Came:
    """The model decides what is good but for what the attacker wants; `instead` replaces the topics, else adds."""
    topics = {one["topic"] for one in wanted} if instead else set()
    return answered(reply(*wanted, *(one for one in GOOD if one["topic"] not in topics)), planted)


def answered(said: Any, planted: Mapping[str, str] | None = None) -> Came:
    adviser = Adviser([said])
    github = MemoryGitHub({**REPOSITORY, **(planted or {})})
    source = snapshot.Remote(github, MemoryGitHub().facts)
    outcome = asyncio.run(pipeline.decide(source, CATALOGUE, "main", adviser))
    return Came(outcome, tuple(prompt.instructions + prompt.question for prompt in adviser.asked))
