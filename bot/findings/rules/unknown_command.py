"""A RUN is known programs with known arguments.

It is read as plain and quoted words joined by `&&`; every other construct of a shell (pipes, `;`, substitution,
redirection, words glued together from quotes) is refused, and so is a program, a flag or an argument that the tables
do not name. A list of what is forbidden would not do: there is always another way to spell it.

Instead: call the tool directly with the arguments that `bot/findings/programs.py` names, or put the steps into a
script of the repository.
"""

from __future__ import annotations

from bot.findings.command import runnable
from bot.findings.rule import Hit
from bot.findings.shell import read
from bot.findings.variables import allowed_once
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Instruction, Parsed
    from bot.findings.rule import Context

NAME = "unknown-command"
SEVERITY = Severity.ERROR
THEIRS = Severity.INFO

INSTEAD = "Call a known tool with plain arguments, or a script that the repository has."


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    for run in parsed.named("RUN"):
        for message in _said(run, context):
            yield Hit(line=run.line, message=message, instead=INSTEAD)


def _said(run: Instruction, context: Context) -> Iterator[str]:
    calls = None if run.exec_form or run.heredoc or len(run.words) != 1 else read(run.words[0])
    if calls is None:
        yield f"the command {_short(' '.join(run.words))} is more than plain words joined by &&"
        return
    for call in calls:
        for name, value in call.variables:
            if not allowed_once(name, value):
                yield f"{_short(f'{name}={value}')} is not a variable that a command may be given"
        if not runnable(call.argv, context):
            yield f"the command {_short(' '.join(call.argv))} is not a known program with known arguments"


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119]}…"
