"""Reads a Procfile: the `web` or `worker` process is started, `release` is for each release, others are named."""

from __future__ import annotations

from bot.lazy import pattern
from bot.stacks.folder import Folder
from bot.stacks.hints import telling, words
from bot.stacks.hints.reads import PROCFILE as FILE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.types import Claim, Doubt, Evidence

KINDS = {"web": "web", "worker": "worker"}
_LINE = pattern(r"([A-Za-z0-9_-]+):\s*(\S.*)")


def read(folder: Folder) -> Iterator[Claim | Doubt]:
    """Of the folder's own Procfile; without one, of the repository's, what it starts by `cd` in this folder."""
    if folder.has(FILE):
        own = {name: (text, at) for name, text, at in _lines(folder) if not _moves(text)}
        yield from processes(own, FILE)
    elif folder.root:
        above = _lines(Folder(snapshot=folder.snapshot))
        mine = {name: (text, at) for name, text, at in above if _moves(text) == folder.root}
        whole = {"web" if len(mine) == 1 and name not in {"worker", "release"} else name: mine[name] for name in mine}
        yield from processes(whole, FILE)


def _lines(folder: Folder) -> Iterator[tuple[str, str, Evidence]]:
    for number, line in enumerate(folder.text(FILE).split("\n"), 1):
        if found := _LINE.fullmatch(line.strip()):
            yield found[1], found[2], folder.at(FILE, number)


def _moves(text: str) -> str:
    said = words.read(text)
    return said.folder if said else ""


def processes(every: dict[str, tuple[str, Evidence]], source: str) -> Iterator[Claim | Doubt]:
    """What a table of processes says: `web`, else `worker`, else the only one is what the image runs."""
    others = [name for name in every if name != "release"]
    main = next((name for name in ("web", "app", "worker") if name in every), others[0] if len(others) == 1 else "")
    for name, (text, at) in every.items():
        if name == main:
            yield from telling.started(text, at, source, kind=KINDS.get(name, ""))
        elif name == "release":
            yield from telling.released(text, at, source)
        else:
            yield from telling.process(text, at, name)
