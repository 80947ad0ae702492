"""Reads the version files that serve every language: `.tool-versions` of asdf and `mise.toml`."""

from __future__ import annotations

import re

from bot.stacks.claims import claim
from bot.stacks.folder import table
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim

READS = (".tool-versions", "mise.toml", ".mise.toml", "*/.tool-versions", "*/mise.toml")


_NEWEST = frozenset({"latest", "stable", "lts"})


def pins(folder: Folder, *names: str) -> Iterator[Claim]:
    """RUNTIME claims for a tool under any of its names; words for the newest one, such as `latest`, pin nothing."""
    for number, line in enumerate(folder.text(".tool-versions").split("\n"), 1):
        words = line.split("#")[0].split()
        if len(words) > 1 and words[0] in names and words[1] not in _NEWEST:
            yield claim(Topic.RUNTIME, words[1], at=folder.at(".tool-versions", number))
    for file in ("mise.toml", ".mise.toml"):
        for name, value in table(folder.toml(file), "tools").items():
            first = value[0] if isinstance(value, list) and value else value
            version = table({"": first}, "").get("version", first)
            if name in names and isinstance(version, str) and version and version not in _NEWEST:
                yield claim(Topic.RUNTIME, version, at=folder.find(file, rf"^\s*[\"']?{re.escape(name)}\b"))
