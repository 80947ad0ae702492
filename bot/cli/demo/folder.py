"""Copies the files of a folder that git would track, and nothing that may hold a secret, to where the sandbox reads."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.drive import drive
from bot.errors import BadUsage
from bot.snapshot import Folder, may_hold_secret
from bot.types import Unread

if TYPE_CHECKING:
    from bot.types import Tree

SAMPLE = Path(__file__).resolve().parents[2] / "sandbox" / "sample"
LARGEST = 100_000_000  # bytes; GitHub takes no larger file


def copy(source: Path, target: Path) -> tuple[int, tuple[str, ...]]:
    """Copies what may be shown; returns how many files went along, and which were left out because of secrets.

    Symbolic links stay links, executable files stay executable, and no hook or filter of git runs.
    """
    folder = Folder(source)
    tree = drive(folder.tree())
    secrets = tuple(path for path in tree.sizes if may_hold_secret(path))
    paths = [path for path in tree.sizes if path not in secrets and _fits(tree, path)]
    if not paths:
        raise BadUsage(f"{source} holds no file that git would track: name a folder with an application.")
    for path in paths:
        made = target / path
        made.parent.mkdir(parents=True, exist_ok=True)
        _copy(Path(folder.root) / path, made)
    return len(paths), secrets


def name(source: Path) -> str:
    """The folder's name as GitHub would take it for a repository."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", source.resolve().name).strip("-.") or "repository"


def _fits(tree: Tree, path: str) -> bool:
    return tree.unread.get(path, Unread.SYMLINK) is Unread.SYMLINK and tree.sizes[path] <= LARGEST


def _copy(source: Path, made: Path) -> None:
    if source.is_symlink():
        made.symlink_to(source.readlink())
    else:
        shutil.copyfile(source, made, follow_symlinks=False)
        made.chmod(0o755 if os.access(source, os.X_OK) else 0o644)
