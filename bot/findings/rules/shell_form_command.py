"""CMD, ENTRYPOINT and HEALTHCHECK are JSON arrays.

In shell form a shell is process 1: it does not hand on SIGTERM, so the program is killed in the middle of its work
ten seconds later, and the words are whatever the shell makes of them.

Instead: write a JSON array. Where the program cannot read its port from the environment, the one shell that is
allowed is `["sh", "-c", "exec program --port ${PORT}"]`.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "shell-form-command"
SEVERITY = Severity.ERROR
THEIRS = Severity.WARNING

INSTEAD = 'Write a JSON array, such as ["program", "--flag"].'


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for instruction in parsed.instructions:
        shell = not instruction.exec_form and instruction.words[:1] not in ((), ("NONE",))
        if instruction.name in ("CMD", "ENTRYPOINT") and shell:
            yield Hit(line=instruction.line, message=f"{instruction.name} is in shell form", instead=INSTEAD)
        if instruction.name == "HEALTHCHECK" and shell:
            message = "HEALTHCHECK is in shell form"
            yield Hit(line=instruction.line, message=message, instead=INSTEAD, theirs=Severity.INFO)
