"""Fetching GitHub's payloads and schemas: pinned, checked, and with a clear sentence when it cannot be done."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
from typing import TYPE_CHECKING

import pytest

from tests.contracts import cache, fetch

if TYPE_CHECKING:
    from pathlib import Path


def archive(folder: Path, content: bytes) -> Path:
    path = folder / "x.tgz"
    with tarfile.open(path, "w:gz") as opened:
        info = tarfile.TarInfo("package/x.json")
        info.size = len(content)
        opened.addfile(info, io.BytesIO(content))
        opened.addfile(tarfile.TarInfo("package/folder"))
    return path


def pin(path: Path, member: str, target: Path) -> cache.Pin:
    digest = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
    return cache.Pin(package="x@1", integrity=f"sha512-{digest}", member=member, target=target)


def test_one_file_is_taken_out_of_the_pinned_archive(tmp_path: Path) -> None:
    path = archive(tmp_path, b"{}")

    fetch.extract(pin(path, "package/x.json", tmp_path / "kept"), path)

    assert (tmp_path / "kept").read_bytes() == b"{}"


def test_another_archive_than_the_pinned_one_is_refused(tmp_path: Path) -> None:
    wanted = pin(archive(tmp_path, b"{}"), "package/x.json", tmp_path / "kept")
    other = archive(tmp_path, b"[]")

    with pytest.raises(fetch.FetchFailed, match="not what it was"):
        fetch.extract(wanted, other)

    assert not (tmp_path / "kept").exists()


def test_a_package_that_cannot_be_had_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text("#!/bin/sh\necho 'network is unreachable' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(npm.parent), prepend=":")

    with pytest.raises(fetch.FetchFailed, match=r"could not fetch x@1 \(network is unreachable\)"):
        fetch.pack("x@1", tmp_path)


def test_npm_that_makes_no_archive_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text("#!/bin/sh\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(npm.parent), prepend=":")

    with pytest.raises(fetch.FetchFailed, match=r"exit code 0"):
        fetch.pack("x@1", tmp_path)


def test_every_pin_names_one_version_and_its_digest() -> None:
    for each in cache.PINS:
        name, _, version = each.package.rpartition("@")
        assert name.startswith("@")
        assert version.replace(".", "").isdecimal()
        assert len(base64.b64decode(each.integrity.removeprefix("sha512-"))) == 64
    assert len({each.target for each in cache.PINS}) == len(cache.PINS)
