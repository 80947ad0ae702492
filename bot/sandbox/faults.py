"""Faults that can be asked for: an answer that comes instead of the true one, a number of times."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True, kw_only=True)
class Fault:
    """`path` is a pattern for the whole path; `did` says that the request is carried out all the same."""

    method: str = ""  # any
    path: str = ".*"
    status: int = 502
    message: str = "Server Error"
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    did: bool = False


def take(faults: Iterable[Fault], method: str, path: str) -> Fault | None:
    """The first fault that meets a request, used up by one."""
    for fault in faults:
        if fault.times > 0 and fault.method in ("", method) and re.fullmatch(fault.path, path):
            fault.times -= 1
            return fault
    return None
