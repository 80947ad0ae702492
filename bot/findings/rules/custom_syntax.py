"""The Dockerfile is read by Docker's own front end.

`# syntax=` names an image that reads the file and decides what is built: another one may do anything at all with the
same lines. The one that is allowed is `docker/dockerfile:1`, and it stands in the first line.

Instead: write `# syntax=docker/dockerfile:1`, or nothing.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.lazy import pattern
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "custom-syntax"
SEVERITY = Severity.ERROR
THEIRS = Severity.WARNING

OURS = "# syntax=docker/dockerfile:1"
INSTEAD = f"Write {OURS} in the first line, or nothing."
_DOCKERS = pattern(r"(?:docker\.io/)?docker/dockerfile:1(?:\.\d+){0,2}(?:-labs)?(?:@sha256:[0-9a-f]{64})?")


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for note in parsed.notes:
        name, value = note.directive()
        if name == "syntax" and not (note.text == OURS and note.line == 1):
            mild = Severity.INFO if _DOCKERS.fullmatch(value) else None
            yield Hit(line=note.line, message=f"{value} would read this file", instead=INSTEAD, theirs=mild)
