"""Images come from the catalogue alone, wherever one is named.

FROM, `COPY --from` and `RUN --mount=from` may name an earlier stage, or an image whose tag (and digest, where there is
one) the catalogue knows; a variable counts as the value that it has. Whoever chooses the image chooses every program in
it, and a name that is off by a letter is somebody else's.

Instead: take an image of the catalogue, or add the one that you trust to it.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed, Part
    from bot.findings.rule import Context

NAME = "foreign-image"
SEVERITY = Severity.ERROR
THEIRS = Severity.INFO

INSTEAD = "Take an image and tag of the catalogue."


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    for stage in parsed.stages:
        if stage.parent is None and not _known(stage.image, context):
            yield Hit(line=stage.start.line, message=f"{stage.start.words[0]} is not in the catalogue", instead=INSTEAD)
        yield from _sources(parsed, stage, context)


def _sources(parsed: Parsed, stage: Part, context: Context) -> Iterator[Hit]:
    """What COPY and the mounts of RUN take from elsewhere."""
    for instruction in stage.instructions:
        for name in [*instruction.flag("from"), *(m["from"] for m in instruction.mounts() if "from" in m)]:
            if parsed.source(name, stage.index) is None and not _known(name, context):
                message = f"{name} is neither an earlier stage nor in the catalogue"
                yield Hit(line=instruction.line, message=message, instead=INSTEAD)


def _known(image: str | None, context: Context) -> bool:
    if image == "scratch":
        return True
    named, _, digest = (image or "").partition("@")
    name, _, tag = named.rpartition(":")
    if digest and digest != context.catalogue.digests.get(named):
        return False  # a digest counts for more than the tag that a reader sees
    return context.catalogue.allows(name, tag)
