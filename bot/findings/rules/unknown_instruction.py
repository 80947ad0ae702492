"""Only the instructions that are needed may stand in the file, each with words that are understood.

What nobody has thought about is refused: an instruction that is not in the list, and a WORKDIR, EXPOSE, STOPSIGNAL,
USER or FROM whose words are not plain. ADD, ONBUILD, SHELL and VOLUME have rules of their own.

Instead: leave it out, or write its words out plainly.
"""

from __future__ import annotations

import re

from bot.findings.rule import Hit
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
_ROOTS = r"/(?:app|srv|opt|data|out|home|build|src|go/src|tmp|usr/src|var/www|var/lib)"
_PATH = rf"(?!(?:.*/)?\.\.(?:/|$)){_ROOTS}(?:/[A-Za-z0-9_.@-]+)*/?"
_ANY = r"[\s\S]*"  # judged elsewhere
_WORDS = {
    "FROM": (
        r"[A-Za-z0-9][A-Za-z0-9._/:@{}$-]*|\$\{?[A-Za-z0-9_:.-]+\}?(?:[:@][A-Za-z0-9_.:-]+)?",
        "AS|as|As|aS",
        r"[a-z0-9][a-z0-9_.-]*",
    ),
    "WORKDIR": (_PATH,),
    "USER": (_ANY,),
    "STOPSIGNAL": (r"SIG(?:TERM|INT|QUIT|HUP|USR1|USR2|WINCH)",),
}
_SEVERAL = {
    "EXPOSE": r"[1-9]\d{1,4}(?:/(?:tcp|udp))?",
    "RUN": _ANY,
    "COPY": _ANY,
    "CMD": _ANY,
    "ENTRYPOINT": _ANY,
    "HEALTHCHECK": _ANY,
    "ENV": _ANY,
    "ARG": _ANY,
}


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for instruction in parsed.instructions:
        if instruction.name not in _OTHER_RULES and not _plain(instruction):
            message = f"{instruction.text[:120]} is not an instruction with known words"
            yield Hit(line=instruction.line, message=message, instead="Leave it out, or write its words out plainly.")


def _plain(instruction: Instruction) -> bool:
    words = instruction.words
    if instruction.exec_form and not instruction.text.rstrip().endswith("]"):
        return False  # Docker ignores what stands behind the array, a reader does not
    if pattern := _SEVERAL.get(instruction.name):
        return bool(words) and all(re.fullmatch(pattern, word) for word in words)
    patterns = _WORDS.get(instruction.name, ())
    return 0 < len(words) <= len(patterns) and all(map(re.fullmatch, patterns, words))
