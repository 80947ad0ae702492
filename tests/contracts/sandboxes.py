"""Sandboxes for the tests: validated where GitHub's schemas are there, and always held to have had no violation."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.sandbox.handle import Sandbox
from tests.contracts.cache import FOLDER, complete

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def start(data: Path, *, latency_ms: float = 0) -> Sandbox:
    """A sandbox in a process of its own; whoever starts it stops it, and asks `violations` of it before."""
    module = "tests.contracts.validated" if complete() else "bot.sandbox"
    return Sandbox.start(data, latency_ms=latency_ms, module=module, cwd=FOLDER.parent)


def violations(sandbox: Sandbox) -> list[str]:
    """What was not as GitHub has it; nothing is known, and so nothing found, without GitHub's schemas."""
    return sandbox.violations() if complete() else []


@contextmanager
def held(sandbox: Sandbox) -> Iterator[Sandbox]:
    """The sandbox, emptied, and at the end the assertion that every exchange was as GitHub has it."""
    sandbox.reset()
    yield sandbox
    found = violations(sandbox)
    assert not found, "\n".join(found)
