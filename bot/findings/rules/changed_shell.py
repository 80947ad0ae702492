"""RUN is read by the shell that everybody expects.

SHELL replaces it by any program with any arguments; from then on a RUN means what that program says.

Instead: leave it out; call another interpreter by name, on a script that the repository has.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "changed-shell"
SEVERITY = Severity.ERROR
THEIRS = None


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for instruction in parsed.named("SHELL"):
        message = f"SHELL {' '.join(instruction.words)[:80]} changes what every later RUN means"
        yield Hit(line=instruction.line, message=message, instead="Leave it out.")
