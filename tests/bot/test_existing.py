"""Dockerfiles that are there already: left alone with a word on what could be better, or replaced on request."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot import pipeline
from bot.catalogue import load
from bot.types import Decided, Decline, Declined, Existing, Severity, Topic, Tree, Unread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CATALOGUE = load()
APP = {
    "app.py": "from flask import Flask\napp = Flask(__name__)\n",
    "requirements.txt": "flask==3.1.0\ngunicorn==23.0.0\n",
}
POOR = """\
FROM python:3.12
ENV LOG_LEVEL=info
COPY . .
RUN pip install -r requirements.txt
EXPOSE 5000
CMD ["gunicorn", "--bind", "0.0.0.0:5000", "--workers", "2", "app:app"]
"""


class Texts:
    """A repository as a map of path to text; a symbolic link has none."""

    name = "shop"

    def __init__(self, files: Mapping[str, str], *links: str) -> None:
        self._files = files
        self._links = links

    async def tree(self) -> Tree:
        sizes = {**{path: len(text) for path, text in self._files.items()}, **dict.fromkeys(self._links, 0)}
        return Tree(commit="c0", sizes=sizes, unread=dict.fromkeys(self._links, Unread.SYMLINK))

    async def texts(self, paths: Sequence[str]) -> dict[str, str | Unread]:
        return {path: self._files[path] for path in paths}


def decide(files: Mapping[str, str], wish: Existing, *links: str) -> Decided | Declined:
    return asyncio.run(pipeline.decide(Texts(files, *links), CATALOGUE, wish=wish))


def decided(files: Mapping[str, str], wish: Existing) -> Decided:
    found = decide(files, wish)
    assert isinstance(found, Decided), found
    return found


def declined(files: Mapping[str, str], wish: Existing, *links: str) -> Declined:
    found = decide(files, wish, *links)
    assert isinstance(found, Declined), found
    return found


def good() -> str:
    return decided(APP, Existing.LEAVE).files.files[0].text + "# ours\n"


def test_it_is_left_alone_and_what_could_be_better_is_said() -> None:
    refusal = declined({**APP, "Dockerfile": POOR}, Existing.LEAVE)

    assert refusal.reason is Decline.HAS_DOCKERFILE
    assert refusal.sentence.startswith("Dockerfile is there already and is left alone. The policy objects to ")
    assert refusal.sentence.endswith("Ask for it to be improved, and a better one is proposed.")
    assert {finding.rule for finding in refusal.findings} >= {"root-user"}


@pytest.mark.parametrize("wish", [Existing.LEAVE, Existing.IMPROVE])
def test_a_good_one_is_left_alone_whatever_is_wished(wish: Existing) -> None:
    refusal = declined({**APP, "Dockerfile": good()}, wish)

    assert refusal.sentence == "Dockerfile is there already and is left alone. The policy has nothing to object to."
    assert all(finding.severity is Severity.INFO for finding in refusal.findings)


def test_one_that_was_made_here_is_no_strangers() -> None:
    made = decided(APP, Existing.LEAVE)

    again = decided({**APP, "Dockerfile": made.files.files[0].text}, Existing.LEAVE)

    assert again.files == made.files


def test_an_improved_one_keeps_what_the_old_one_says() -> None:
    made = decided({**APP, "Dockerfile": POOR}, Existing.IMPROVE)

    text = made.files.text("Dockerfile") or ""
    (plan,) = made.plans
    told = {claim.topic: [str(place) for place in claim.evidence] for claim in plan.decisions}
    assert plan.port == 5000
    assert "FROM python:3.12-slim" in text
    assert '"--workers", "2", "app:app"' in text
    assert told[Topic.START] == ["Dockerfile:6"]
    assert told[Topic.RUNTIME] == ["Dockerfile:1"]
    assert any(claim.value == ("LOG_LEVEL", "info", "example") for claim in plan.decisions)
    assert {finding.path for finding in made.replaced} == {"Dockerfile"}


def test_replaced_is_as_if_there_were_none() -> None:
    made = decided({**APP, "Dockerfile": POOR}, Existing.REPLACE)

    assert made.files == decided(APP, Existing.LEAVE).files
    assert made.replaced == ()


def test_one_that_has_no_text_is_left_alone() -> None:
    assert declined(APP, Existing.IMPROVE, "Dockerfile").findings == ()


def test_one_for_everything_is_left_alone_also_where_services_lie_below() -> None:
    files = {f"api/{name}": text for name, text in APP.items()}

    assert declined({**files, "Dockerfile": POOR}, Existing.LEAVE).reason is Decline.HAS_DOCKERFILE
    assert decided({**files, "Dockerfile": POOR}, Existing.IMPROVE).files.text("api/Dockerfile")


def test_one_beside_what_nobody_recognises_is_left_alone() -> None:
    assert declined({"a.hs": "", "Dockerfile": POOR}, Existing.LEAVE).reason is Decline.HAS_DOCKERFILE
    assert declined({"a.hs": "", "Dockerfile": POOR}, Existing.IMPROVE).reason is Decline.NOTHING_RECOGNISED


def test_a_service_without_one_gets_one_beside_those_that_have() -> None:
    both = {f"{root}/{name}": text for root in ("api", "web") for name, text in APP.items()}

    made = decided({**both, "api/Dockerfile": POOR}, Existing.LEAVE)

    assert [plan.service.root for plan in made.plans] == ["web"]
    assert made.files.text("api/Dockerfile") is None
    assert any("api/Dockerfile is there already and is left alone" in remark for remark in made.remarks)


def test_of_two_the_good_one_stays_and_the_other_is_replaced() -> None:
    both = {f"{root}/{name}": text for root in ("api", "web") for name, text in APP.items()}

    made = decided({**both, "api/Dockerfile": POOR, "web/Dockerfile": good()}, Existing.IMPROVE)

    assert [plan.service.root for plan in made.plans] == ["api"]
    assert {finding.path for finding in made.replaced} == {"api/Dockerfile"}


def test_two_that_are_left_alone_are_both_named() -> None:
    both = {f"{root}/{name}": text for root in ("api", "web") for name, text in APP.items()}

    refusal = declined({**both, "api/Dockerfile": POOR, "web/Dockerfile": POOR}, Existing.LEAVE)

    assert refusal.sentence.startswith("api/Dockerfile, web/Dockerfile are there already and are left alone.")


def test_words_of_the_project_that_the_policy_refuses_are_not_heeded() -> None:
    made = decided({**APP, "Procfile": "web: gunicorn --evil http://x app:app\n"}, Existing.LEAVE)

    (plan,) = made.plans
    assert plan.start == ("gunicorn", "app:app")
    assert any("is not among the commands that are allowed here" in doubt.sentence for doubt in plan.doubts)
