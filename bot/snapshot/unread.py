"""Says what was not read and why, one sentence for each reason, in words that a pull request can repeat."""

from __future__ import annotations

from bot.types import Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.types import Snapshot

SHOWN = 3


def remarks(snapshot: Snapshot) -> tuple[str, ...]:
    """Sentences about the files that would have been read and were not."""
    said = ["The repository has more files than could be listed; those beyond were not seen."]
    sentences = said if snapshot.tree.truncated else []
    for reason in Unread:
        paths = sorted(path for path, why in snapshot.unread.items() if why is reason)
        if paths:
            sentences.append(_sentence(paths, reason))
    return tuple(sentences)


def _sentence(paths: Sequence[str], reason: Unread) -> str:
    if len(paths) == 1:
        return f"{paths[0]} {reason}."
    more = f" and {len(paths) - SHOWN:,} more" if len(paths) > SHOWN else ""
    return f"{', '.join(paths[:SHOWN])}{more}: each {reason}."
