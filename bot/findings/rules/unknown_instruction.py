"""Only the instructions that are needed may stand in the file, each with words that are understood.

What nobody has thought about is refused: an instruction that is not in the list, and a WORKDIR, EXPOSE, STOPSIGNAL,
USER or FROM whose words are not plain. ADD, ONBUILD, SHELL and VOLUME have rules of their own.

Instead: leave it out, or write its words out plainly.
"""

from __future__ import annotations

import re

from bot.findings.places import placed
from bot.findings.rule import Hit
from bot.lazy import pattern
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Instruction, Parsed
    from bot.findings.rule import Context

NAME = "unknown-instruction"
SEVERITY = Severity.ERROR
THEIRS = None

_OTHER_RULES = frozenset({"ADD", "ONBUILD", "SHELL", "VOLUME"})
# What stands in these is judged elsewhere, but something must stand there.
_ANY = frozenset({"RUN", "COPY", "CMD", "ENTRYPOINT", "HEALTHCHECK", "ENV", "ARG", "USER"})
_SIGNALS = frozenset({"SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGWINCH"})
_IMAGE = pattern(r"[A-Za-z0-9$][A-Za-z0-9._/:@{}$-]*")
_STAGE = pattern(r"[a-z0-9][a-z0-9_.-]*")
_PORT = pattern(r"[1-9]\d{1,4}(?:/(?:tcp|udp))?", re.ASCII)


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for instruction in parsed.instructions:
        if instruction.name not in _OTHER_RULES and not _plain(instruction):
            message = f"{instruction.text[:120]} is not an instruction with known words"
            yield Hit(line=instruction.line, message=message, instead="Leave it out, or write its words out plainly.")


def _plain(instruction: Instruction) -> bool:
    ignored = instruction.exec_form and not instruction.text.rstrip().endswith("]")  # Docker does, a reader does not
    return not ignored and _known(instruction)


def _known(instruction: Instruction) -> bool:
    match instruction.name, instruction.words:
        case "FROM", (image, *named):
            return bool(_IMAGE.fullmatch(image)) and all(_STAGE.fullmatch(name) for name in named[1:])
        case "WORKDIR", (folder,):
            return placed(folder)
        case "STOPSIGNAL", (signal,):
            return signal in _SIGNALS
        case "EXPOSE", (_, *_) as ports:
            return all(_PORT.fullmatch(port) for port in ports)
        case _:
            return len(instruction.words) > 0 and instruction.name in _ANY
