"""A process that is waited for: its first line, its end without one, and Ctrl-C meanwhile."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.launch import launch

if TYPE_CHECKING:
    from pathlib import Path


def test_it_hears_no_ctrl_c_of_the_terminal() -> None:
    process, line = launch([sys.executable, "-c", "print('here', flush=True); input()"], None)

    group = os.getpgid(process.pid)
    process.communicate(b"\n")

    assert (line, group) == (b"here\n", process.pid)
    assert group != os.getpgid(0)


def test_one_that_says_nothing_has_ended() -> None:
    process, line = launch([sys.executable, "-c", "pass"], None)

    assert (line, process.returncode) == (b"", 0)


def test_ctrl_c_meanwhile_ends_it_too(tmp_path: Path) -> None:
    code = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)"
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 1.0)

    with pytest.raises(KeyboardInterrupt):
        launch([sys.executable, "-c", code], tmp_path)

    signal.signal(signal.SIGALRM, before)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)
