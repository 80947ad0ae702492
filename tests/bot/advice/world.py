"""A repository of a few files, facts about it, and an adviser that says what it is told to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot import advice
from bot.advice import asking
from bot.catalogue import load
from bot.types import Claim, Completion, Ending, Evidence, Facts, Service, Snapshot, Topic, Tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.types import Advice, Finding, Prompt

CATALOGUE = load()
TEXTS = {
    "app.py": "import os\n\nport = 8000\nserve(port)\n",
    "README.md": "# Shop\n\nStart it with `python app.py`.\n",
    "package-lock.json": "{}\n",
}
SEEN = (Evidence(path="app.py", line=3, text="port = 8000"),)
PORT = Claim(topic=Topic.PORT, value=("8000",), evidence=SEEN)
GUESS = Claim(topic=Topic.HEALTH_PATH, value=("/",), evidence=SEEN, certain=False)
FACTS = Facts(service=Service(name="shop"), stack="python", claims=(PORT, GUESS))


def snapshot(texts: Mapping[str, str] = TEXTS) -> Snapshot:
    sizes = {path: len(text) for path, text in texts.items()}
    return Snapshot(name="shop", tree=Tree(commit="c0", sizes=sizes), texts=texts)


def decision(topic: str, *value: str, path: str = "app.py", line: int = 4, reason: str = "It says so.") -> Any:
    return {"topic": topic, "value": list(value), "reason": reason, "path": path, "line": line}


def reply(*decisions: Any, root: str = "") -> dict[str, Any]:
    return {"services": [{"root": root, "decisions": list(decisions)}]}


@dataclass
class Adviser:
    """Answers what it is given, one after another, the last for ever; it remembers what it was asked."""

    replies: list[Mapping[str, Any] | Ending]
    optional: bool = True
    name: str = "openai:tiny"
    asked: list[Prompt] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)

    async def recall(self, key: str) -> str:
        return self.kept.get(key, "")

    async def keep(self, key: str, advice: str) -> None:
        self.kept[key] = advice

    async def complete(self, prompt: Prompt) -> Completion:
        self.asked.append(prompt)
        said = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        base = Completion(ending=Ending.ANSWERED, model=self.name)
        if isinstance(said, Ending):
            return replace(base, ending=said, sentence="It could not.")
        return replace(base, value=said)


def ask(
    adviser: Adviser | None,
    facts: tuple[Facts, ...] = (FACTS,),
    texts: Mapping[str, str] = TEXTS,
    findings: tuple[Finding, ...] = (),
) -> Advice:
    if adviser is None:
        return asyncio.run(advice.ask(facts, snapshot(texts), CATALOGUE, None, findings))
    asked = asking.ask(facts, snapshot(texts), CATALOGUE, adviser, findings=findings, boundary=lambda: "b0unda7y")
    return asyncio.run(asked)
