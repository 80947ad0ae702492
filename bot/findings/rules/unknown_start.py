"""The image starts a known server, or a program of the repository.

CMD and ENTRYPOINT are looked up in a table of servers, interpreters and runtimes with their arguments; an interpreter
is given a file, never code. `["sh", "-c", "exec WORDS"]` is read as those words, with `${PORT}` for the port. Else a
start command could be any program that the base image holds, such as a shell that listens.

Instead: name the server that the project declares, a file, or a program below /app.
"""

from __future__ import annotations

from bot.findings.command import startable
from bot.findings.parse import unquoted
from bot.findings.rule import Hit
from bot.findings.shell import read
from bot.findings.starts import LAUNCHERS
from bot.lazy import pattern
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed, Part
    from bot.findings.rule import Context

NAME = "unknown-start"
SEVERITY = Severity.ERROR
THEIRS = None

INSTEAD = "Name a known server, a file of the project, or a program below /app."
_OWN_PATH = pattern(r"(?:/app/\.venv|/app/node_modules/\.bin|/app/bin|/opt/venv|/app/vendor/bin)(?:/bin)?(?::.*)?")


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    for stage in parsed.stages:
        own_path = _own_path(stage)
        for instruction in stage.instructions:
            if instruction.name in ("CMD", "ENTRYPOINT") and instruction.exec_form:
                argv = _argv(instruction.words)
                if argv is None or not startable(argv, context, own_path=own_path):
                    message = f"the start command {_shown(instruction.words)} is not a known one"
                    yield Hit(line=instruction.line, message=message, instead=INSTEAD)


def _argv(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words that are started, the one shell form read; None for any other shell, and for no words."""
    if words[:2] != ("sh", "-c"):
        return words or None
    if len(words) != 3 or not words[2].startswith("exec "):
        return None
    calls = read(words[2].removeprefix("exec ").replace("${PORT}", "8080"))
    return calls[0].argv if calls and len(calls) == 1 and not calls[0].variables else None


def _shown(words: tuple[str, ...]) -> str:
    """The command as the repository names it: without the shell and the programs that are put around it."""
    text = words[2].removeprefix("exec ") if len(words) == 3 and words[:2] == ("sh", "-c") else " ".join(words)
    for launcher in LAUNCHERS:
        text = text.removeprefix(" ".join(launcher) + " ")
    return text[:120] or "(nothing)"


def _own_path(stage: Part) -> bool:
    """Whether programs of the project's own environment come first on this stage's PATH."""
    paths = [value for one in stage.instructions if one.name == "ENV" for name, value in one.pairs() if name == "PATH"]
    return bool(paths) and _OWN_PATH.fullmatch(unquoted(paths[-1])) is not None
