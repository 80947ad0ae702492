"""Where the files of each run are kept: a folder, or a bucket of S3."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.errors import BadSettings

if TYPE_CHECKING:
    from bot.ports import Artifacts


def open_artifacts(where: str | Path) -> Artifacts:
    """The storage that a path or `s3://bucket/prefix` names. Raises BadSettings."""
    url = urlsplit(str(where))
    if url.scheme == "s3":
        from bot.storage.s3 import Bucket

        return Bucket.open(url.netloc, url.path.strip("/"))
    if "://" in str(where):
        raise BadSettings(f"{url.scheme}:// is no storage that is known: use a folder's path, or s3://bucket/prefix.")
    from bot.storage.folder import Folder

    return Folder(Path(where))
