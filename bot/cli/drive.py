"""Runs a coroutine that never suspends, without asyncio: importing that costs more than all of `generate`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any, TypeVar

    T = TypeVar("T")


def drive(coroutine: Coroutine[Any, Any, T]) -> T:
    """What the coroutine returns; raises RuntimeError should it wait for anything."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        value: T = done.value
        return value
    coroutine.close()
    raise RuntimeError(f"{coroutine!r} waits for something, which a local folder never does")
