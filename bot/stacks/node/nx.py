"""A repository that is one project of Nx: what its build target writes is what runs, whatever `nx serve` does."""

from __future__ import annotations

from bot.stacks.claims import claim
from bot.stacks.folder import table, word
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim

NAME = "project.json"
_NODES = ("esbuild", "webpack", "js:tsc", "js:swc", "node:")


def serves(argv: tuple[str, ...]) -> bool:
    """Whether a start script leaves the start to Nx, which starts a server for developers."""
    return argv[:1] == ("nx",) and any(one == "serve" or one.endswith(":serve") for one in argv[1:])


def start(folder: Folder) -> Iterator[Claim]:
    """START and ENTRY of a project whose build target writes a program of Node's; nothing for any other."""
    target = table(folder.json(NAME), "targets", "build")
    output, main = word(target, "options", "outputPath"), word(target, "options", "main")
    executor = word(target, "executor").partition("/")[2]
    if not (output and main and executor.startswith(_NODES)):
        return
    stem = main.rpartition("/")[2].rpartition(".")[0]
    yield claim(Topic.START, "node", f"{output.strip('/')}/{stem}.js", at=folder.find(NAME, r'"outputPath"\s*:'))
    yield claim(Topic.ENTRY, main, at=folder.find(NAME, r'"main"\s*:'))
