"""Keys of artifacts: relative paths that stay below where they are put, in a folder as in a bucket."""

from __future__ import annotations

from bot.errors import StorageFailed


class BadKey(StorageFailed):
    """The key would lead elsewhere, and always will."""

    retry = False


def check_key(key: str) -> str:
    """Returns the key. A run's files bear names from a stranger's repository, so nothing is taken for granted."""
    parts = key.split("/")
    if any(part in {"", ".", ".."} for part in parts):
        raise BadKey(f"{key!r} cannot be kept: it has to be a relative path without '.', '..' or empty parts.")
    if "\\" in key or not key.isprintable():
        raise BadKey(f"{key!r} cannot be kept: it has a backslash or a character that cannot be printed.")
    if len(key.encode()) > 1024 or any(len(part.encode()) > 255 for part in parts):
        raise BadKey(f"{key[:60]!r}… cannot be kept: it is longer than 1024 bytes, or a part of it than 255.")
    return key
