"""No comment silences a linter.

A pragma such as `# hadolint ignore=DL3002` hides a finding from the one who reviews the file, and a generated file
has no finding to hide.

Instead: cure the finding; where it is wrong, say so in the linter's configuration, which is reviewed on its own.
"""

from __future__ import annotations

import re

from bot.findings.rule import Hit
from bot.lazy import pattern
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "linter-pragma"
SEVERITY = Severity.ERROR
THEIRS = Severity.INFO

_PRAGMA = pattern(
    r"#+\s*(?:hadolint|shellcheck|checkov|bridgecrew|trivy|tfsec|kics|semgrep|snyk|dockle|grype|sonar|codacy|dockerfile-?lint\w*)\b"
    r"|\bnosemgrep\b|\bnosec\b|\bnolint\b|\bnoqa\b|checkov:skip|trivy:ignore|kics-scan|NOSONAR",
    re.IGNORECASE,
)


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for note in parsed.notes:
        if _PRAGMA.search(note.text):
            yield Hit(line=note.line, message=f"{note.text[:80]} silences a linter", instead="Cure what it warns of.")
