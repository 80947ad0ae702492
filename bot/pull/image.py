"""Says what the image of one service does, and how to try it on one's own machine."""

from __future__ import annotations

import re

from bot.lazy import pattern
from bot.needed import variables
from bot.pull.markdown import clean, code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.types import Plan

VARIABLES_AT_MOST = 10
_PLAIN = pattern(r"[A-Za-z0-9_@%+=:,./-]+")
_VARIABLE = pattern(r"[A-Za-z_][A-Za-z0-9_]{0,99}")


def argv(words: tuple[str, ...]) -> str:
    """Words as a person would type them; for reading, not for a shell."""
    return " ".join(word if word and not re.search(r"[\s\"]", word) else f'"{word}"' for word in words)


def properties(plan: Plan) -> Iterator[str]:
    """What the image does, one sentence each."""
    bases = dict.fromkeys(str(stage.image) for stage in reversed(plan.stages) if stage.image)
    yield f"It is built from {', '.join(code(base, 200) for base in bases)}."
    yield f"It starts {code(argv(plan.start))} as user {code(f'{plan.user[0]}:{plan.user[1]}')}, who is not root."
    if plan.port:
        yield f"It listens on port {code(str(plan.port))}."
    if plan.health:
        yield f"It counts as healthy when {code(f'GET {plan.health.path}')} answers."
    if plan.ends:
        yield "It is expected to end by itself, with exit code 0."
    else:
        yield f"It is asked to stop with {code(plan.stop_signal or 'SIGTERM')}."


def trying(plan: Plan, branch: str, dockerfile: str) -> str:
    """The commands that build and start the image, one copy away; variables are taken from the reader's shell."""
    tag = _tag(plan.service.name)
    flags = [f"--publish {plan.port}:{plan.port}"] if plan.port else []
    flags += [f"--env {name}" for name in _variables(plan)]
    named = [] if dockerfile == "Dockerfile" else [f"--file {_word(dockerfile)}"]
    lines = [
        f"git fetch origin {branch}",
        "git switch --detach FETCH_HEAD",
        " ".join(["docker build", f"--tag {tag}", *named, _word(plan.context or ".")]),
        " \\\n  ".join(["docker run --rm", *flags, tag]),
    ]
    return "\n".join(["```sh", *lines, "```"])


def page(plan: Plan) -> str:
    """Where the started image answers, "" when it does not."""
    if not plan.port:
        return ""
    return f"http://localhost:{plan.port}{plan.health.path if plan.health else '/'}"


def _variables(plan: Plan) -> list[str]:
    """What the image does not set and no sample was seen of; what the program cannot do without first."""
    found = (one.name for one in variables(plan.decisions) if one.how in {"required", ""})
    return [name for name in found if _VARIABLE.fullmatch(name)][:VARIABLES_AT_MOST]


def _tag(name: str) -> str:
    """A name that Docker takes as a tag."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-") or "app"


def _word(text: str) -> str:
    """A word of the shell; what cannot be seen was made visible, and a quote stays one."""
    shown = clean(text, 4096)
    return shown if _PLAIN.fullmatch(shown) else "'" + shown.replace("'", "'\\''") + "'"
