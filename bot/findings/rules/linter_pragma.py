"""No comment silences a linter.

A pragma such as `# hadolint ignore=DL3002` hides a finding from the one who reviews the file, and a generated file
has no finding to hide.

Instead: cure the finding; where it is wrong, say so in the linter's configuration, which is reviewed on its own.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "linter-pragma"
SEVERITY = Severity.ERROR
THEIRS = Severity.INFO

_TOOLS_WORDS = """
    hadolint shellcheck checkov bridgecrew trivy tfsec kics kics-scan semgrep snyk dockle grype sonar codacy
    dockerfilelint dockerfile-lint dockerfile_lint
"""
_TOOLS = frozenset(_TOOLS_WORDS.split())
_MARKS = frozenset({"nosemgrep", "nosec", "nolint", "noqa", "nosonar"})


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for note in parsed.notes:
        words = [word.strip("#,.;()") for word in note.text.lower().replace(":", " ").replace("=", " ").split()]
        first = next(filter(None, words), "")
        if first in _TOOLS or not _MARKS.isdisjoint(words):
            yield Hit(line=note.line, message=f"{note.text[:80]} silences a linter", instead="Cure what it warns of.")
