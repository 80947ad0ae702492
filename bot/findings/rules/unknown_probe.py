"""The health check asks the program, and runs no other code.

The code of `python -c`, `node -e` and the like must be, character for character, one of the probes that dockerize
writes; `wget` may ask 127.0.0.1 alone. A check runs every few seconds for as long as the container lives: there is no
better place for code that should not be seen.

Instead: take a probe of `bot/catalogue/probes.py`, or the program's own, such as `/app/server healthcheck`.
"""

from __future__ import annotations

from bot.catalogue.probes import is_probe, is_wget_probe
from bot.findings.command import is_own
from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "unknown-probe"
SEVERITY = Severity.ERROR
THEIRS = None

INSTEAD = "Take a known probe, or the program's own."


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    for instruction in parsed.named("HEALTHCHECK"):
        if not _known(instruction.words, context):
            message = f"HEALTHCHECK {' '.join(instruction.words)[:120]} is not a known probe"
            yield Hit(line=instruction.line, message=message, instead=INSTEAD)


def _known(words: tuple[str, ...], context: Context) -> bool:
    if len(words) < 2 or words[0].upper() != "CMD":
        return words == ("NONE",)
    program, *rest = words[1:]
    if len(rest) == 2 and rest[0] in ("-c", "-e"):
        return is_probe(program, rest[1])
    if is_wget_probe(words[1:]):
        return True
    return is_own(words[1:], context)
