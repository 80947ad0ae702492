"""Artifacts in a bucket of S3, or of anything that speaks its language; credentials and region are found by boto3."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any, Self

from bot.errors import BadSettings, StorageFailed
from bot.storage.keys import check_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Bucket:
    """Implements the port `Artifacts`; the client is boto3's, which any thread may use."""

    def __init__(self, client: Any, bucket: str, prefix: str = "") -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = f"{prefix}/" if prefix else ""

    @classmethod
    def open(cls, bucket: str, prefix: str = "") -> Self:
        """Imports boto3 only now (it is large). Raises BadSettings."""
        if not bucket:
            raise BadSettings("The storage s3:// names no bucket: write s3://bucket/prefix.")
        try:
            import boto3
            from botocore.config import Config
        except ImportError as problem:
            raise BadSettings("The storage s3:// needs boto3: install dockerize with its extra 's3'.") from problem
        patience = Config(connect_timeout=5, read_timeout=30, retries={"mode": "standard", "max_attempts": 3})
        return cls(boto3.client("s3", config=patience), bucket, prefix)

    async def put(self, key: str, data: bytes) -> None:
        check_key(key)
        await self._call(f"did not take {key}", self._client.put_object, Key=self._prefix + key, Body=data)

    async def get(self, key: str) -> bytes | None:
        check_key(key)
        found: bytes | None = await self._call(f"did not give {key} back", self._read, Key=self._prefix + key)
        return found

    async def check(self) -> None:
        """Really writes: a bucket may be there for reading alone."""
        await self._call("takes nothing", self._client.put_object, Key=f"{self._prefix}.check", Body=b"")

    def _read(self, **where: str) -> bytes | None:
        try:
            found: bytes = self._client.get_object(**where)["Body"].read()
        except self._client.exceptions.NoSuchKey:
            return None
        return found

    async def _call(self, what: str, do: Callable[..., Any], **arguments: Any) -> Any:
        with self._failing(what):
            return await asyncio.to_thread(do, Bucket=self._bucket, **arguments)

    @contextlib.contextmanager
    def _failing(self, what: str) -> Iterator[None]:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield
        except (BotoCoreError, ClientError) as problem:
            raise StorageFailed(f"The bucket {self._bucket} {what}: {problem}.") from problem
