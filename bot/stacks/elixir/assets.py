"""Says how the assets of a project are made: by its own aliases, else by the script of their package.json."""

from __future__ import annotations

from bot.frozen import replace
from bot.stacks import front
from bot.stacks.claims import claim
from bot.stacks.folder import Folder, word
from bot.types import Claim, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.elixir.mix import Mix
    from bot.types import Doubt

_ALIASES = ("assets.setup", "assets.deploy")
_SCRIPTS = ("deploy", "build")  # of Phoenix before 1.6, and what came of it


def claims(folder: Folder, file: str, found: Mix) -> Iterator[Claim | Doubt]:
    """What is installed for the assets that lie beside a mix.exs, and what makes them, in this order."""
    part = file.removesuffix("mix.exs")
    beside = Folder(snapshot=folder.snapshot, root=folder.path(f"{part}assets"))
    scripts = beside.json("package.json") if found.dependency("phoenix") and _ALIASES[1] not in found.aliases else {}
    script = next((name for name in _SCRIPTS if word(scripts, "scripts", name)), "")
    for one in front.claims(beside, script=script):
        if isinstance(one, Claim) and one.topic is Topic.MANIFEST and one.value != (".",):
            yield replace(one, value=tuple(f"{part}assets/{name}" for name in one.value))
        else:
            yield one
    for alias in _ALIASES:
        if alias in found.aliases:
            yield claim(Topic.BUILD, "mix", alias, at=folder.at(file, found.aliases[alias][0]))
    if script:
        yield claim(Topic.BUILD, "mix", "phx.digest", at=folder.at(file))
