"""Writes the status comment under a command: what came of it."""

from __future__ import annotations

from bot.pull.markdown import bullets, code, link, prose
from bot.types import Declined

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.types import Finding, Outcome

MARKER = "<!-- dockerize:status -->"
LIST = 20_000


def outcome_comment(outcome: Outcome) -> str:
    """The comment's Markdown, with the hidden marker by which it is found again."""
    return "\n\n".join([*_parts(outcome), MARKER])


def failure_comment(sentence: str) -> str:
    """The same for a run that broke: honest, and with what to do."""
    return f"It did not work: {prose(sentence, 2000)} Comment `/dockerize` to try again.\n\n{MARKER}"


def _parts(outcome: Outcome) -> list[str]:
    if isinstance(outcome, Declined):
        there = [f"See {link('that pull request', outcome.url)}."] if outcome.url else []
        errors = [bullets(map(_finding, outcome.findings), LIST)] if outcome.findings else []
        return [f"No new pull request: {prose(outcome.sentence, 2000)}", *errors, *there]
    pull, proof = outcome.pull_request, outcome.proof
    opened = f"{link(f'Pull request {pull.number}', pull.url)} adds a Dockerfile."
    if proof.proven:
        return [f"{opened} The image was built and started."]
    return [
        f"{opened} It is not yet proven: its own workflow builds, starts and probes the image, so wait for its check."
    ]


def _finding(finding: Finding) -> str:
    where = code(f"{finding.path}:{finding.line}" if finding.line else finding.path)
    return f"{where} {prose(finding.message)} ({code(finding.rule)})"
