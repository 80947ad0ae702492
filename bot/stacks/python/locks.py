"""Reads from a uv.lock up to which Python all locked packages have wheels: beyond it, a build would need compilers."""

from __future__ import annotations

import re

from bot.lazy import pattern
from bot.stacks.claims import claim
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim

_PACKAGE = pattern(r'^name = "([^"]+)"\nversion = "([^"]+)"', re.MULTILINE)
_WHEEL = pattern(r"-(?:\d\w*-)?((?:cp|py|pp)[\w.]*)-(\w+)-(any|[\w.]*(?:manylinux|linux_x86_64)[\w.]*)\.whl")
_ANY = 1000


def newest_python(folder: Folder, name: str = "uv.lock") -> Iterator[Claim]:
    """A RUNTIME claim such as `<3.14`, with the package that has no wheel for it; none where every package goes on.

    The file is written by a program, line by line in one shape: reading it as lines takes a tenth of parsing it.
    """
    text = folder.text(name)
    heads = list(_PACKAGE.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    limits = [(_newest(text, head.end(), end), head) for head, end in zip(heads, ends, strict=False)]
    newest, head = min(limits, key=lambda limit: limit[0], default=(_ANY, None))
    if head is not None and newest < _ANY:
        place = folder.at(name, text.count("\n", 0, head.start()) + 1)
        why = f"{head[1]} {head[2]} is locked, and has wheels up to Python 3.{newest}"
        yield claim(Topic.RUNTIME, f"<3.{newest + 1}", at=place, why=why)


def _newest(text: str, start: int, end: int) -> int:
    """The highest minor version that a wheel of this package fits; any number for pure, stable or missing ones."""
    best = 0
    for wheel in _WHEEL.finditer(text, start, end):
        tags, abi = wheel[1], wheel[2]
        if abi in {"none", "abi3"} and not re.search(r"cp3\d+-none", f"{tags}-{abi}"):
            return _ANY
        best = max(best, *(int(minor) for minor in re.findall(r"cp3(\d+)", tags)), 0)
    return best or _ANY
