"""Every claim and doubt about every application cites a line that is there, and says what stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import stacks
from bot.types import Topic
from tests.apps_run import apps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.types import Evidence, Facts
    from tests.apps_run.apps import App

# Topics whose value stands, word for word, in what is cited (or in the name of the file, where the file says it).
LITERAL = {Topic.DEPENDENCY, Topic.VARIABLE, Topic.LOCK_FILE, Topic.MANIFEST, Topic.RUNTIME}


def cited(facts: Facts) -> Iterator[Evidence]:
    for claim in facts.claims:
        yield from claim.evidence
    for doubt in facts.doubts:
        yield from doubt.evidence


@pytest.mark.parametrize("app", apps.load(), ids=lambda app: app.name)
def test_what_is_cited_stands_there(app: App, tmp_path: Path) -> None:
    folder = app.copy(tmp_path)
    found = stacks.recognise(apps.picture(folder))

    places = [place for facts in found for place in cited(facts)]
    assert places
    for place in places:
        lines = (folder / place.path).read_text(encoding="utf-8").split("\n")
        assert place.line == 0 or place.text in lines[place.line - 1]
        assert bool(place.text) is (place.line > 0), place


@pytest.mark.parametrize("app", apps.load(), ids=lambda app: app.name)
def test_what_is_claimed_stands_in_what_is_cited(app: App, tmp_path: Path) -> None:
    (facts,) = stacks.recognise(apps.picture(app.copy(tmp_path)))

    for claim in facts.claims:
        assert claim.evidence, claim
        sets = claim.topic is Topic.VARIABLE and claim.value[1:2] > ("",)  # a value that the image gives it
        if (claim.topic in LITERAL and not sets) or (claim.topic is Topic.PORT and claim.certain):
            texts = " ".join(f"{place.path} {place.text}" for place in claim.evidence)
            words = claim.value[0].split(":")  # group and artifact of Maven stand on lines of their own
            assert all(word in texts for word in words), claim


@pytest.mark.parametrize("app", apps.load(), ids=lambda app: app.name)
def test_every_claim_that_is_a_guess_says_why(app: App, tmp_path: Path) -> None:
    (facts,) = stacks.recognise(apps.picture(app.copy(tmp_path)))

    assert all(claim.reason for claim in facts.claims if not claim.certain)
