"""Nothing waits for somebody else's build.

An ONBUILD instruction runs in the builds of all who take the image as their base, unseen by them.

Instead: write the instruction where it is needed.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "onbuild"
SEVERITY = Severity.ERROR
THEIRS = Severity.WARNING


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for instruction in parsed.named("ONBUILD"):
        message = f"ONBUILD {instruction.trigger} runs in other people's builds"
        yield Hit(line=instruction.line, message=message, instead="Write the instruction where it is needed.")
