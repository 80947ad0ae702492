"""Each instruction has only the flags that are known, with plain values.

A flag changes what an instruction does (where from, as whom, with which rights); one that nobody has thought about is
refused, and so is a variable in one.

Instead: leave the flag out.
"""

from __future__ import annotations

import re

from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "unknown-flag"
SEVERITY = Severity.ERROR
THEIRS = None

_DURATION = r"\d{1,4}(?:ms|s|m)"
_COPY = {
    "from": r"[A-Za-z0-9][A-Za-z0-9._/:@-]*",
    "chown": r"[1-9]\d{0,8}(?::[1-9]\d{0,8})?",
    "chmod": r"0?[0-7]{3}",
    "link": "|true|false",
    "parents": "|true|false",
    "exclude": r"[A-Za-z0-9_.*/-]+",
}
_FLAGS: dict[str, dict[str, str]] = {
    "FROM": {
        "platform": r"\$(?:BUILDPLATFORM|TARGETPLATFORM)|\$\{(?:BUILDPLATFORM|TARGETPLATFORM)\}|linux/(?:amd64|arm64)"
    },
    "RUN": {"mount": ".*", "network": ".*", "security": ".*"},  # rules of their own
    "COPY": _COPY,
    "HEALTHCHECK": {
        "interval": _DURATION,
        "timeout": _DURATION,
        "start-period": _DURATION,
        "start-interval": _DURATION,
        "retries": r"\d{1,3}",
    },
}


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for instruction in parsed.instructions:
        known = _FLAGS.get(instruction.name, {})
        for flag in instruction.flags:
            name, _, value = flag.removeprefix("--").partition("=")
            if not re.fullmatch(known.get(name, "(?!)"), value):
                message = f"{instruction.name} {flag} is not a known flag with a plain value"
                yield Hit(line=instruction.line, message=message, instead="Leave the flag out.")
