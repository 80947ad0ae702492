"""Nothing tells the parser to read the file in another way, or the build to skip its own checks.

`# escape=` changes what the same lines mean to a machine and not to a reader; `# check=` silences the warnings that a
reviewer would want to see.

Instead: leave the directive out, and cure what the check warns of.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "parser-directive"
SEVERITY = Severity.ERROR
THEIRS = Severity.INFO


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for note in parsed.notes:
        name, value = note.directive()
        if name in ("check", "escape"):
            message = f"# {name}={value} changes how this file is read or checked"
            yield Hit(line=note.line, message=message, instead="Leave it out, and cure what the check warns of.")
