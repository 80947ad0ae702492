"""A repository as a few texts, and short ways to what is said and decided about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot import catalogue, files, stacks
from bot.errors import ManifestUnreadable, Unwritable
from bot.stacks.folder import Folder
from bot.types import Copy, Env, Run, Snapshot, Tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.types import Facts, Plan, Stage, Topic

CATALOGUE = catalogue.load()


def picture(files: Mapping[str, str], *unread: str) -> Snapshot:
    """All files read, and some more that are there."""
    sizes = {**{path: len(text) for path, text in files.items()}, **dict.fromkeys(unread, 9)}
    return Snapshot(name="demo", tree=Tree(commit="c0ffee", sizes=sizes), texts=dict(files))


def folder(files: Mapping[str, str], root: str = "") -> Folder:
    return Folder(snapshot=picture(files), root=root)


def package(**entries: object) -> str:
    """A package.json, an entry a line, so that citations are meaningful."""
    return json.dumps(entries, indent=2)


def recognised(files: Mapping[str, str]) -> Facts:
    (facts,) = stacks.recognise(picture(files))
    return facts


def planned(files: Mapping[str, str]) -> Plan:
    return stacks.plan(recognised(files), CATALOGUE)


def said(facts: Facts, topic: Topic) -> list[tuple[str, ...]]:
    return [claim.value for claim in facts.all(topic)]


def cited(facts: Facts, topic: Topic) -> list[str]:
    """Where the first claim on a topic was read."""
    claim = facts.first(topic)
    assert claim
    return [str(place) for place in claim.evidence]


def doubts(facts: Facts | Plan) -> str:
    return " ".join(doubt.sentence for doubt in facts.doubts)


def commands(stage: Stage) -> list[str]:
    """Every command that a stage runs, as one line each."""
    return [" ".join(argv) for step in stage.steps if isinstance(step, Run) for argv in step.commands]


def environment(stage: Stage) -> dict[str, str]:
    return {name: text for step in stage.steps if isinstance(step, Env) for name, text in step.pairs}


def copied(stage: Stage) -> list[tuple[str, ...]]:
    return [step.sources for step in stage.steps if isinstance(step, Copy)]


def decided(texts: Mapping[str, str]) -> None:
    """Everything that is hermetic, from a picture to rendered files."""
    snapshot = picture(texts)
    stacks.follow(snapshot)
    try:
        plans = tuple(stacks.plan(facts, CATALOGUE) for facts in stacks.recognise(snapshot))
        files.render(plans, CATALOGUE, "main", snapshot)
    except (ManifestUnreadable, Unwritable):
        return
    assert plans or stacks.unrecognised(snapshot)
