"""The image declares no volumes.

A VOLUME makes a nameless volume for each container that nobody finds again, and throws away what later instructions
write there; who runs the container knows where its data belongs.

Instead: name the folder in the documentation, and mount a volume when the container starts.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "anonymous-volume"
SEVERITY = Severity.ERROR
THEIRS = Severity.INFO


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for instruction in parsed.named("VOLUME"):
        message = f"VOLUME {' '.join(instruction.words)[:80]} makes volumes without a name"
        yield Hit(line=instruction.line, message=message, instead="Mount a volume when the container starts.")
