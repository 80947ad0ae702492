"""Files come in by COPY.

ADD downloads from anywhere without a checksum, and unpacks what it thinks is an archive; COPY does what it says.

Instead: COPY what is in the repository; download a fixed version with a checksum in a RUN of a person's own.
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

NAME = "add-instruction"
SEVERITY = Severity.ERROR
THEIRS = Severity.WARNING

_REMOTE = pattern(r"(?:https?|ftp|git|ssh)://|git@|\S+\.git(?:#|$)|\$", re.IGNORECASE)


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for add in parsed.named("ADD"):
        remote = any(_REMOTE.match(word) for word in add.words[:-1])
        checked = any(flag.startswith("--checksum=sha256:") for flag in add.flags)
        message = (
            "ADD downloads a file that nobody has checked" if remote and not checked else "ADD does more than COPY"
        )
        serious = Severity.ERROR if remote and not checked else None
        yield Hit(line=add.line, message=message, instead="COPY what is in the repository.", theirs=serious)
