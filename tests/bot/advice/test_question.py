"""The question: the draft and the files that matter, numbered, redacted, within the budget, each in its block."""

from __future__ import annotations

from bot.advice import question
from bot.frozen import replace
from bot.types import Doubt, Evidence, Topic
from tests.bot.advice.world import FACTS, GUESS, TEXTS, snapshot

DOUBT = Doubt(
    topic=Topic.ENTRY,
    sentence="Two files listen.",
    settle="Name one.",
    evidence=(Evidence(path="deep/down/worker.py", line=1),),
)


def test_it_holds_the_draft_with_evidence_and_doubts() -> None:
    text = question.write((replace(FACTS, doubts=(DOUBT,)),), snapshot(), "b0").text

    assert "- port: 8000 (certain; app.py:3)" in text
    assert "- health path: / (not certain; app.py:3)" in text
    assert "- unsure: Two files listen." in text


def test_every_block_is_between_boundaries() -> None:
    text = question.write((FACTS,), snapshot(), "b0").text

    assert text.count("<<<b0 ") == text.count("\nb0>>>") == 4
    assert text.startswith("<<<b0 DRAFT\n")


def test_what_is_doubted_is_shown_first_and_lock_files_never() -> None:
    texts = {**TEXTS, "deep/down/worker.py": "listen()\n", "go.sum": "x\n", "yarn.lock": "x\n"}

    asked = question.write((replace(FACTS, doubts=(DOUBT,)),), snapshot(texts), "b0")

    assert asked.paths == ("deep/down/worker.py", "app.py", "README.md")


def test_the_budget_is_kept_whatever_the_size_of_the_files() -> None:
    texts = {f"f{n}.py": f"x = {n}  # {'words ' * 30}\n" * 400 for n in range(12)}
    asked = question.write((FACTS,), snapshot(texts), "b0")

    assert question.estimate(asked.text) <= question.BUDGET * 1.02
    assert 0 < len(asked.shown) < 12
    assert all(lines < 400 for _, lines in asked.shown)


def test_a_line_that_is_too_long_is_cut() -> None:
    asked = question.write((FACTS,), snapshot({"min.js": "x" * 10_000 + "\nshort\n"}), "b0")

    assert f"1| {'x' * question.LINE}\n2| short" in asked.text
    assert question.write((FACTS,), snapshot({"a.py": "a\n"}), "b0", count=len).shown == (("a.py", 2),)
    assert (
        question.write((FACTS,), snapshot(TEXTS), "b0", count=lambda text: 3000 if "FILE" not in text else 1).shown
        == ()
    )


def test_many_files_are_named_up_to_a_bound() -> None:
    texts = {f"folder/f{n:03}.txt": "" for n in range(100)}

    text = question.write((FACTS,), snapshot(texts), "b0").text

    assert "folder/f079.txt" in text
    assert "folder/f080.txt" not in text
    assert "… and 20 more files" in text


def test_secrets_in_files_and_in_the_draft_are_not_sent() -> None:
    token = "ghp_" + "a1B2" * 9
    guess = replace(GUESS, value=(f"/{token}",))

    text = question.write(
        (replace(FACTS, claims=(guess,)),), snapshot({"app.py": f"t = '{token}'\n", f"{token}.txt": "x\n"}), "b0"
    ).text

    assert token not in text
