"""ENV and ARG set an application's own variables, and of a tool's only those that are known, to known values.

A variable can make a tool load a library (LD_PRELOAD), run a file (BASH_ENV, NODE_OPTIONS), trust a stranger
(NODE_EXTRA_CA_CERTS) or send everything through one (HTTPS_PROXY). Names of that kind are a closed table; any other
name takes plain words, without an address in them.

Instead: leave it to whoever starts the container, or add the variable to `bot/findings/variables.py`.
"""

from __future__ import annotations

from bot.findings.parse import unquoted
from bot.findings.rule import Hit
from bot.findings.variables import allowed
from bot.lazy import pattern
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "steering-variable"
SEVERITY = Severity.ERROR
THEIRS = None

_OF_AN_IMAGE = pattern(r"[A-Z][A-Z0-9_]*_(?:VERSION|IMAGE|TAG|VARIANT)=[A-Za-z0-9_.:/@-]+")


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    first = parsed.stages[0].start.line
    for instruction in (*parsed.named("ENV"), *parsed.named("ARG")):
        for name, value in instruction.pairs():
            text = unquoted(value)
            image = instruction.line < first and _OF_AN_IMAGE.fullmatch(f"{name}={text}")  # judged where FROM uses it
            if not (image or allowed(name, text)):
                message = f"{instruction.name} {name}={text[:80]} is not a variable that may be set like this"
                yield Hit(line=instruction.line, message=message, instead="Leave it to whoever starts the container.")
