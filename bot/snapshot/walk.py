"""Walks a folder that git does not know, honouring its `.gitignore` files and following no symbolic link."""

from __future__ import annotations

import os

from bot.snapshot.disk import read
from bot.snapshot.ignore import Rule, rules, verdict

Ignores = tuple[tuple[str, tuple[Rule, ...]], ...]  # the folder of each .gitignore ("" or "a/b/"), the outermost first
LARGEST = 1_000_000  # bytes of a .gitignore

# Where there is no .gitignore these would be taken for the application's own; every tool that makes them says ignore.
NEVER = frozenset({".git", ".hg", ".svn", "node_modules", ".venv", "__pycache__"})


def walk(root: str, most: int) -> tuple[list[str], bool]:
    """Paths below `root`, at least `most` of them if there are so many, and whether a folder could not be opened."""
    paths: list[str] = []
    partial = False
    folders: list[tuple[str, Ignores]] = [("", ())]
    while folders and len(paths) < most:
        folder, ignores = folders.pop()
        try:
            with os.scandir(f"{root}/{folder}") as found:
                entries = list(found)
        except OSError:
            partial = True
            continue
        if any(entry.name == ".gitignore" for entry in entries):
            ignores = (*ignores, (folder, _rules(f"{root}/{folder}.gitignore")))
        for entry in entries:
            path = folder + entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            if _ignored(path, ignores, folder=is_folder):
                continue
            if not is_folder:
                paths.append(path)
            elif entry.name not in NEVER:
                folders.append((f"{path}/", ignores))
    return paths, partial


def _ignored(path: str, ignores: Ignores, *, folder: bool) -> bool:
    """The innermost .gitignore that says something about a path decides."""
    for base, lines in reversed(ignores):
        said = verdict(path.removeprefix(base), lines, folder=folder)
        if said is not None:
            return said
    return False


def _rules(file: str) -> tuple[Rule, ...]:
    try:
        return rules(read(file, LARGEST))
    except OSError:
        return ()
