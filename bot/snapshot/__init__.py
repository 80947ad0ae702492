"""Makes a Snapshot: the tree of a repository or folder, then only the files worth reading, in at most two batches."""

from __future__ import annotations

from bot.catalogue.sensitive import may_hold_secret
from bot.snapshot.folder import Folder
from bot.snapshot.reading import Limits, take
from bot.snapshot.remote import Remote
from bot.snapshot.unread import remarks

__all__ = ["Folder", "Limits", "Remote", "may_hold_secret", "remarks", "take"]
