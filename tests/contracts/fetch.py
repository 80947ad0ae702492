"""`python -m tests.contracts.fetch`: fetches GitHub's payloads and schemas by npm, once, and checks what came."""

from __future__ import annotations

import base64
import hashlib
import hmac
import shutil
import subprocess
import sys
import tarfile
import tempfile
from itertools import groupby
from pathlib import Path

from tests.contracts.cache import COMPLETE, FOLDER, PINS, Pin, complete, pinned


class FetchFailed(Exception):
    """One sentence: what went wrong, and what to do."""


def fetch() -> None:
    """Fills the cache; does nothing when it is full. Raises FetchFailed."""
    if complete():
        print("GitHub's payloads and schemas are there already.")
        return
    if shutil.which("npm") is None:
        raise FetchFailed(
            "GitHub's payloads and schemas come by npm, which is not on PATH: install Node.js, or go without."
        )
    FOLDER.mkdir(exist_ok=True)
    COMPLETE.unlink(missing_ok=True)
    for package, pins in groupby(PINS, key=lambda pin: pin.package):
        print(f"fetching {package}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            archive = pack(package, Path(folder))
            for pin in pins:
                extract(pin, archive)
    COMPLETE.write_text(pinned())
    print(f"done: {FOLDER.name}/")


def pack(package: str, folder: Path) -> Path:
    """Downloads a package's archive, as npm would install it; runs nothing of it."""
    words = ["npm", "pack", package, "--ignore-scripts", "--silent", "--pack-destination", str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=folder)
    archives = list(folder.glob("*.tgz"))
    if done.returncode or len(archives) != 1:
        said = (done.stderr or done.stdout).strip().splitlines()
        reason = said[0] if said else f"exit code {done.returncode}"
        raise FetchFailed(f"npm could not fetch {package} ({reason}). Is there a network? Then run: make contracts")
    return archives[0]


def extract(pin: Pin, archive: Path) -> None:
    """Takes the one file out of the archive; raises FetchFailed when the archive is not the pinned one."""
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if not hmac.compare_digest(f"sha512-{digest}", pin.integrity):
        raise FetchFailed(f"{pin.package} is not what it was (sha512-{digest}): nothing of it was kept.")
    with tarfile.open(archive) as opened:
        content = opened.extractfile(pin.member)
        if content is None:
            raise FetchFailed(f"{pin.package} has no file {pin.member}.")
        pin.target.write_bytes(content.read())


if __name__ == "__main__":
    try:
        fetch()
    except FetchFailed as failed:
        sys.exit(str(failed))
