"""A bucket that is not there, or does not answer."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws

from bot.errors import BadSettings, StorageFailed
from bot.storage import open_artifacts
from bot.storage.s3 import Bucket


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")


def test_a_bucket_that_is_not_there_is_said() -> None:
    with mock_aws():
        bucket = open_artifacts("s3://nowhere")

        with pytest.raises(StorageFailed, match=r"bucket nowhere did not take x: .*NoSuchBucket") as caught:
            asyncio.run(bucket.put("x", b"1"))
        with pytest.raises(StorageFailed, match="takes nothing"):
            asyncio.run(bucket.check())

    assert caught.value.retry


def test_a_service_that_does_not_answer_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    config = Config(connect_timeout=1, retries={"max_attempts": 0})
    client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", config=config)

    with pytest.raises(StorageFailed, match="did not give x back: Could not connect"):
        asyncio.run(Bucket(client, "kept").get("x"))


def test_without_boto3_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)

    with pytest.raises(BadSettings, match="extra 's3'"):
        open_artifacts("s3://kept")


def test_a_folder_needs_no_boto3() -> None:
    program = (
        "import sys; from bot.storage import open_artifacts; open_artifacts('x'); sys.exit('boto3' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
