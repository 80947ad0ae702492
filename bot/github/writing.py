"""Says what the App may write at all, whoever asks for it: a few file names, on branches of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.errors import Refused

if TYPE_CHECKING:
    from bot.types import Files

WORKFLOW = ".github/workflows/dockerize.yml"
BRANCHES = "dockerize/"
_NAMES = ("Dockerfile", "Dockerfile.dockerignore", ".dockerignore")
_FOLDER = re.compile(r"[^/\\\x00-\x1f\x7f]+")


def entries(files: Files) -> list[dict[str, str]]:
    """The entries of the tree to write; raises Refused for a path that the App never writes."""
    for file in files:
        if not may_write(file.path):
            raise Refused(
                f"The App does not write {file.path!r}: only Dockerfiles, what belongs to them, and its workflow."
            )
    return [{"path": file.path, "mode": "100644", "type": "blob", "content": file.text} for file in files]


def may_write(path: str) -> bool:
    """Whether a path is one of the few; a folder may have any name but the ones that lead elsewhere."""
    if path == WORKFLOW:
        return True
    *folders, name = path.split("/")
    elsewhere = any(
        not _FOLDER.fullmatch(folder) or folder.lower() in (".", "..", ".git", ".github") for folder in folders
    )
    return name in _NAMES and not elsewhere


def own(branch: str) -> str:
    """The branch, when it is one of the App's; raises Refused for any other, the default branch above all."""
    if not branch.startswith(BRANCHES):
        raise Refused(f"The App writes to its own branches alone ({BRANCHES}…), not to {branch!r}.")
    return branch
