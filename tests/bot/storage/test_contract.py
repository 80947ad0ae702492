"""What every storage does alike."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import boto3
import pytest
from moto import mock_aws

from bot.errors import BadSettings
from bot.storage import open_artifacts
from bot.storage.keys import BadKey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.ports import Artifacts


@pytest.fixture(params=["folder", "s3", "s3 without a prefix"])
def artifacts(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Artifacts]:
    if request.param == "folder":
        yield open_artifacts(tmp_path / "data" / "artifacts")
        return
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        boto3.client("s3").create_bucket(Bucket="kept")
        yield open_artifacts("s3://kept/some/prefix" if request.param == "s3" else "s3://kept")


def test_what_was_put_is_there(artifacts: Artifacts) -> None:
    async def main() -> bytes | None:
        await artifacts.put("d1/1/11/.github/workflows/dockerize.yml", b"on: push\n")
        return await artifacts.get("d1/1/11/.github/workflows/dockerize.yml")

    assert asyncio.run(main()) == b"on: push\n"


def test_what_was_never_put_is_none(artifacts: Artifacts) -> None:
    assert asyncio.run(artifacts.get("d1/1/11/Dockerfile")) is None


def test_a_part_of_a_key_is_no_key(artifacts: Artifacts) -> None:
    async def main() -> list[bytes | None]:
        await artifacts.put("d1/Dockerfile", b"FROM scratch\n")
        return [await artifacts.get("d1"), await artifacts.get("d1/Dockerfile/more")]

    assert asyncio.run(main()) == [None, None]


def test_what_is_put_again_replaces_what_was_there(artifacts: Artifacts) -> None:
    async def main() -> bytes | None:
        await artifacts.put("Dockerfile", b"a long text that is first")
        await artifacts.put("Dockerfile", b"short")
        return await artifacts.get("Dockerfile")

    assert asyncio.run(main()) == b"short"


def test_an_empty_file_is_a_file(artifacts: Artifacts) -> None:
    async def main() -> bytes | None:
        await artifacts.put("empty", b"")
        return await artifacts.get("empty")

    assert asyncio.run(main()) == b""


def test_many_at_once_do_not_disturb_each_other(artifacts: Artifacts) -> None:
    async def main() -> list[bytes | None]:
        await asyncio.gather(*(artifacts.put(f"d1/{n}", bytes([n]) * 50_000) for n in range(8)))
        return [await artifacts.get(f"d1/{n}") for n in range(8)]

    assert asyncio.run(main()) == [bytes([n]) * 50_000 for n in range(8)]


def test_a_storage_that_works_passes_its_check(artifacts: Artifacts) -> None:
    asyncio.run(artifacts.check())


def test_a_key_that_leads_elsewhere_is_refused(artifacts: Artifacts) -> None:
    with pytest.raises(BadKey):
        asyncio.run(artifacts.put("../x", b"x"))
    with pytest.raises(BadKey):
        asyncio.run(artifacts.get("../x"))


@pytest.mark.parametrize("where", ["s3://", "s3:///prefix", "gs://bucket/x", "https://bucket/x"])
def test_a_storage_that_is_not_known_is_a_wrong_setting(where: str) -> None:
    with pytest.raises(BadSettings, match="s3://"):
        open_artifacts(where)
