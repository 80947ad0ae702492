"""Reads which Node a repository asks for, from every file that can say so, in order of authority."""

from __future__ import annotations

from bot.stacks import tools
from bot.stacks.claims import claim
from bot.stacks.folder import word
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim

FILES = {"node": (".nvmrc", ".node-version"), "bun": (".bun-version",)}
NAMES = {"node": ("node", "nodejs"), "bun": ("bun",)}
READS = tuple(f"{place}{name}" for place in ("", "*/") for names in FILES.values() for name in names)
_NEWEST = frozenset({"", "node", "lts/*", "lts", "latest", "stable", "current"})
_CODENAMES = {"hydrogen": "18", "iron": "20", "jod": "22", "krypton": "24"}


def read(folder: Folder, manifest: dict[str, object], runtime: str = "node") -> Iterator[Claim]:
    """RUNTIME claims: what a person pinned for this folder first, what the package supports last."""
    for name in FILES[runtime]:
        if pinned := _pin(folder.text(name)):
            yield claim(Topic.RUNTIME, pinned, at=folder.at(name, 1))
    yield from tools.pins(folder, *NAMES[runtime])
    field = word(manifest, "packageManager")
    if runtime == "bun" and field.startswith("bun@"):
        yield claim(Topic.RUNTIME, field[4:].partition("+")[0], at=folder.find("package.json", '"packageManager"'))
    for key in ("volta", "engines"):
        wanted = word(manifest, key, runtime)
        if wanted.strip() not in {"", "*", "x"}:
            yield claim(Topic.RUNTIME, wanted, at=folder.find("package.json", f'"{runtime}"\\s*:'))


def _pin(text: str) -> str:
    """`v22.1.0`, `22`, `lts/jod`; a word that is no version as it is, "" for those that mean the newest one."""
    first = text.strip().split("\n")[0].partition("#")[0].strip().removeprefix("v").removeprefix("node-")
    if first[:1].isdigit():
        return first
    return "" if first in _NEWEST else _CODENAMES.get(first.removeprefix("lts/").lower(), first)
