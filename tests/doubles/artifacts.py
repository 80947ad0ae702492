"""The port `Artifacts` in memory."""

from __future__ import annotations

from bot.errors import StorageFailed


class MemoryArtifacts:
    """Files by key; `full` makes it refuse, as a disk that is full."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.full = False

    async def put(self, key: str, data: bytes) -> None:
        await self.check()
        self.kept[key] = data

    async def get(self, key: str) -> bytes | None:
        return self.kept.get(key)

    async def check(self) -> None:
        if self.full:
            raise StorageFailed("The disk is full: make room.")
