"""No file of secrets is copied into the image.

A `.env`, a private key or the login of a tool stays in the layer that COPY or ADD made, where everybody who can pull
the image can read it, even if a later step deletes it. Names that leave a doubt (`.npmrc`, `ca.pem`) are a warning in
a file of yours, and so is a stage that the last one is not built on; the list is `bot/catalogue/sensitive.py`.

Instead: name it in `.dockerignore`, and give it when the container starts, or for a build step as
`RUN --mount=type=secret`.
"""

from __future__ import annotations

from bot.catalogue.sensitive import holds_secret, may_hold_secret
from bot.findings.parse import unquoted
from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Instruction, Parsed
    from bot.findings.rule import Context

NAME = "secret-file"
SEVERITY = Severity.ERROR
THEIRS = Severity.ERROR

INSTEAD = (
    "Name it in .dockerignore, and give it when the container starts, or for one build step as RUN --mount=type=secret."
)


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    kept = _kept(parsed)
    for stage in parsed.stages:
        place = "the image" if stage.index in kept else "a stage of the build"
        for copy in stage.instructions:
            for word, sure in _secrets(copy):
                says = "says that it holds" if sure else "is that of files that may hold"
                yield Hit(
                    line=copy.line,
                    message=f"{copy.name} brings {word[:80]} into {place}: its name {says} secrets",
                    instead=INSTEAD,
                    theirs=_theirs(sure=sure, stays=stage.index in kept),
                )


def _theirs(*, sure: bool, stays: bool) -> Severity:
    if sure and stays:
        return Severity.ERROR
    return Severity.WARNING if sure or stays else Severity.INFO


def _kept(parsed: Parsed) -> frozenset[int]:
    """The stages whose layers are in the image: the last one, and those that it is built on."""
    found: list[int] = []
    parent: int | None = len(parsed.stages) - 1
    while parent is not None:
        found.append(parent)
        parent = parsed.stages[parent].parent
    return frozenset(found)


def _secrets(copy: Instruction) -> Iterator[tuple[str, bool]]:
    """The sources that may be secrets, and whether they leave no doubt."""
    if copy.name not in ("ADD", "COPY"):
        return
    for word in copy.words[:-1]:
        path = unquoted(word)
        if path.startswith("<<") or "://" in path:
            continue
        name = path.translate({ord(char): None for char in "*?[]"}).rstrip("/")
        inside = f"{name}/x"  # what a folder says of all that is in it
        if holds_secret(name) or holds_secret(inside):
            yield path, True
        elif not any(copy.flag("from")) and "." in name and (may_hold_secret(name) or may_hold_secret(inside)):
            yield path, False  # a name without an ending may as well be a folder of sources
