"""What a reviewer sees is what is built.

Characters that are invisible, that turn the direction of the text, or that look like a space and are none can hide a
word from a reader, or an instruction for a machine that reads along. Letters of any language are fine.

Instead: delete the character; write line ends as a line feed alone.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "hidden-character"
SEVERITY = Severity.ERROR
THEIRS = Severity.ERROR

INSTEAD = "Delete the character."
_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {chr(one) for one in range(0xFE00, 0xFE10)}
_SELECTORS = range(0xE0100, 0xE01F0)


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for number, line in enumerate(parsed.text.split("\n"), start=1):
        tabless = line.replace("\t", " ")
        if tabless.isascii() and tabless.isprintable():
            continue
        suspects = [char for char in tabless.replace(" ", "") if _hides(char)]
        if suspects == ["\r"] and line.endswith("\r"):
            message = "the line ends in a carriage return"
            yield Hit(line=number, message=message, instead="Write line ends as LF.", theirs=Severity.INFO)
        elif suspects:
            names = ", ".join(dict.fromkeys(f"U+{ord(char):04X}" for char in suspects))
            yield Hit(line=number, message=f"it holds what nobody sees: {names}", instead=INSTEAD)


def _hides(char: str) -> bool:
    import unicodedata

    return unicodedata.category(char) in _HIDDEN or char in _BLANK or ord(char) in _SELECTORS
