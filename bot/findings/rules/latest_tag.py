"""An image is named with a tag that says which one it is.

`latest`, and no tag at all, mean whatever was pushed last: tomorrow's build is another one, and nobody can say which
image was reviewed. A digest is as good as a tag.

Instead: write the tag of a version line, such as `python:3.14-slim-trixie`.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed, Part
    from bot.findings.rule import Context

NAME = "latest-tag"
SEVERITY = Severity.ERROR
THEIRS = Severity.ERROR

INSTEAD = "Write the tag of a version line, such as python:3.14-slim-trixie."


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for stage in parsed.stages:
        for line, image in _images(parsed, stage):
            name, _, digest = image.partition("@")
            tag = name.rpartition("/")[2].partition(":")[2]
            if not digest and tag in ("", "latest"):
                yield Hit(line=line, message=f"{image} does not say which version it is", instead=INSTEAD)


def _images(parsed: Parsed, stage: Part) -> Iterator[tuple[int, str]]:
    if stage.parent is None and stage.image not in (None, "scratch"):
        yield stage.start.line, str(stage.image)
    for instruction in stage.instructions:
        mounts = (mount["from"] for mount in instruction.mounts() if "from" in mount)
        for name in (*instruction.flag("from"), *mounts):
            if parsed.source(name, stage.index) is None:
                yield instruction.line, name
