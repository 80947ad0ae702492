"""Starts a process, and waits for the line in which it says that it serves; the standard library alone."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def launch(words: Sequence[str], cwd: Path | None) -> tuple[subprocess.Popen[bytes], bytes]:
    """The process and its first line; the process has ended when there is none, and when Ctrl-C comes meanwhile.

    It has a session of its own: the Ctrl-C of a terminal goes to whoever holds the process, and to nobody else.
    """
    pipe = subprocess.PIPE
    process = subprocess.Popen(words, stdin=pipe, stdout=pipe, cwd=cwd, start_new_session=True)
    line = b""
    try:
        assert process.stdout is not None  # noqa: S101  it was asked for
        line = process.stdout.readline()
    finally:
        if not line:
            process.kill()
            process.communicate()
    return process, line
