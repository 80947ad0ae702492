"""Lists what git would track in a folder: asked of git in a work tree, else found by walking."""

from __future__ import annotations

import os

from bot.frozen import dataclass
from bot.snapshot.walk import walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# A stranger's .git/config names programs that git would run; none of these settings is left to it.
_SAFE = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never", "submodule.recurse=false")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Paths below a folder, as the system names them; `partial` when a folder in it could not be opened."""

    paths: Sequence[str]
    partial: bool = False


def listing(root: str, most: int) -> Listing:
    """At most about `most` paths; a folder that git ignores as a whole was named on purpose, and is walked."""
    if _in_work_tree(root) and (paths := _ask_git(root)):
        return Listing(paths=paths)
    paths, partial = walk(root, most)
    return Listing(paths=paths, partial=partial)


def _in_work_tree(root: str) -> bool:
    """Whether the folder or one above it holds `.git`; git is not started to find out."""
    while not os.path.lexists(f"{root}/.git"):
        above = os.path.dirname(root)  # noqa: PTH120
        if above == root:
            return False
        root = above
    return True


def _ask_git(root: str) -> list[str]:
    """Tracked files and those that are neither tracked nor ignored; empty where git cannot say."""
    import subprocess

    settings = (word for setting in _SAFE for word in ("-c", setting))
    command = ["git", *settings, "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        done = subprocess.run(command, cwd=root, env=_environment(), capture_output=True, check=False)
    except OSError:
        return []
    if done.returncode:
        return []
    return [path for path in dict.fromkeys(os.fsdecode(done.stdout).split("\0")) if path]


def _environment() -> dict[str, str]:
    """Ours without git's own variables: they would point it at another repository when a hook runs us."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
