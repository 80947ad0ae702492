"""Puts files into a folder, all or none: nothing is overwritten unasked, and no symbolic link is followed."""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.types import File, Files


def in_the_way(files: Files, folder: str, *, force: bool) -> list[str]:
    """What keeps the files from being written: other files unless `force`; always folders, and links on the way."""
    found = []
    for file in files:
        target = f"{folder}/{file.path}"
        if link := _link_on_the_way(folder, file.path):
            found.append(f"{link} (a symbolic link)")
        elif os.path.isdir(target) and not os.path.islink(target):  # noqa: PTH112, PTH114  pathlib is a slow import
            found.append(f"{file.path} (a folder)")
        elif not force and os.path.lexists(target) and not _same(target, file):
            found.append(file.path)
    return found


def write(files: Files, folder: str) -> list[str]:
    """Writes what is not there already, each file whole or not at all; returns the paths that were written."""
    changed = [file for file in files if not _same(f"{folder}/{file.path}", file)]
    beside: list[tuple[str, str]] = []
    try:
        for file in changed:
            target = f"{folder}/{file.path}"
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
            beside.append((f"{target}.dockerize-{os.getpid()}", target))
            _create(beside[-1][0], file.text)
        for new, target in beside:
            os.replace(new, target)  # noqa: PTH105
    finally:
        for new, _ in beside:
            if os.path.lexists(new):
                os.unlink(new)  # noqa: PTH108
    return [file.path for file in changed]


def _create(path: str, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    with open(descriptor, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123
        file.write(text)


def _same(target: str, file: File) -> bool:
    """Whether a regular file with this very text is there."""
    try:
        if not stat.S_ISREG(os.lstat(target).st_mode):
            return False
        with open(target, "rb") as there:  # noqa: PTH123
            return there.read() == file.text.encode()
    except OSError:
        return False


def _link_on_the_way(folder: str, path: str) -> str:
    """The first folder of a path that is a symbolic link, "" when none is."""
    parts = path.split("/")[:-1]
    above = ("/".join(parts[: depth + 1]) for depth in range(len(parts)))
    return next((name for name in above if os.path.islink(f"{folder}/{name}")), "")  # noqa: PTH114
