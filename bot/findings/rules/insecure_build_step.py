"""No step of the build leaves its sandbox.

`RUN --security=insecure` gives a step the rights of the build host, and `--network=host` its network: the metadata
service of a cloud machine, and whatever listens on localhost.

Instead: leave the flag out.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "insecure-build-step"
SEVERITY = Severity.ERROR
THEIRS = Severity.ERROR


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for run in parsed.named("RUN"):
        for flag in run.flags:
            name, _, value = flag.partition("=")
            if name in ("--security", "--network"):
                safe = value in ("sandbox", "none", "default")
                message = f"{flag} changes what a step of the build can reach"
                mild = Severity.INFO if safe else None
                yield Hit(line=run.line, message=message, instead="Leave the flag out.", theirs=mild)
