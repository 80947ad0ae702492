"""No instruction holds another text in itself.

A heredoc carries a script or a file that no grammar has read, and hadolint cannot parse one that is followed by an
instruction.

Instead: commit the file or the script to the repository and COPY it, or join commands by `&&`.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "heredoc"
SEVERITY = Severity.ERROR
THEIRS = Severity.INFO


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for instruction in parsed.instructions:
        if instruction.heredoc or any(word.startswith("<<") for word in instruction.words):
            message = f"{instruction.name} holds a heredoc, a text that linters do not read"
            yield Hit(
                line=instruction.line, message=message, instead="Commit the file and COPY it, or join commands by &&."
            )
