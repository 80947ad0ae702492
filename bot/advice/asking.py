"""Asks the model about a repository, once, and again when the policy refuses what came of it."""

from __future__ import annotations

import secrets

from bot.advice import consent, question, remembering, vetting
from bot.advice.vocabulary import NAME, SCHEMA
from bot.catalogue.families import FAMILIES
from bot.errors import ModelUnavailable
from bot.types import Advice, Ending, Prompt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.catalogue import Catalogue
    from bot.ports import Adviser
    from bot.types import Facts, Finding, Snapshot
    from prompts import Words


def _boundary() -> str:
    return secrets.token_hex(8)


async def ask(
    facts: tuple[Facts, ...],
    picture: Snapshot,
    catalogue: Catalogue,
    model: Adviser,
    *,
    findings: tuple[Finding, ...] = (),
    boundary: Callable[[], str] = _boundary,
) -> Advice:
    """What an adviser says to the facts of every service.

    Raises ModelUnavailable where nobody answers and the rules alone are not wanted.
    """
    if no := consent.refusal(picture):
        return Advice(note=no)
    words, mark = instructions(catalogue), boundary()
    asked = question.write(facts, picture, mark, findings)
    prompt = Prompt(instructions=words.text, question=asked.text, schema=SCHEMA, name=NAME, version=str(words))
    key = remembering.key(prompt, mark, model.name)
    if kept := await model.recall(key):
        return remembering.read(kept, str(words), asked.paths, picture)
    said = await model.complete(prompt)
    left = () if said.ending in (Ending.OVER_BUDGET, Ending.OFF) else asked.paths
    if said.value is None:
        if not model.optional:
            raise ModelUnavailable(f"{said.sentence} The run waits for {said.model}.")
        return Advice(note=f"{said.model} gave no advice: {said.sentence}", prompt=str(words), shown=left)
    vetted = vetting.vet(said.value, facts, picture, dict(asked.shown))
    advice = Advice(source=said.model, counsels=vetted.counsels, refused=vetted.refused, prompt=str(words), shown=left)
    await model.keep(key, remembering.written(advice))
    return advice


def instructions(catalogue: Catalogue) -> Words:
    """The words that are the same for every repository, so that a provider can keep them."""
    import prompts

    lines = (
        f"{name} {', '.join(line.version for line in runtime.versions)}" for name, runtime in catalogue.runtimes.items()
    )
    return prompts.load(
        "advice",
        {
            "families": ", ".join(f"`{name}`" for name in FAMILIES),
            "versions": "; ".join(lines),
            "servers": ", ".join(f"`{name}`" for name in catalogue.servers),
        },
    )
