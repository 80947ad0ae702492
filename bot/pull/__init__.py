"""Makes a Proposal and a PullRequest: branch, commit, title, body, comments."""

from __future__ import annotations

from bot.pull.asking import branch, permit, refuse
from bot.pull.comment import MARKER, failure_comment, outcome_comment
from bot.pull.ensuring import ensure_branch, ensure_pull
from bot.pull.proposing import propose

__all__ = [
    "MARKER",
    "branch",
    "ensure_branch",
    "ensure_pull",
    "failure_comment",
    "outcome_comment",
    "permit",
    "propose",
    "refuse",
]
