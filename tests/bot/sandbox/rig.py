"""A sandbox in this process, without a socket, at a clock of its own; its answers are held against GitHub's schemas."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import httpx
import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.sandbox.app import create_app
from bot.sandbox.world import World
from tests.contracts.cache import complete
from tests.contracts.validated import Validated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

START = datetime(2026, 11, 25, 12, tzinfo=UTC)
SHOP = {"app.py": "print(1)\n", "docs/a/deep.md": "# deep\n", "run.sh": "#!/bin/sh\n"}


@cache
def keys() -> tuple[rsa.RSAPrivateKey, bytes]:
    """The App's private key, and its public key (PEM); made once."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key, key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


@dataclass(slots=True)
class Rig:
    world: World
    time: datetime = START
    app: Any = field(init=False)

    def __post_init__(self) -> None:
        self.world.now = lambda: self.time
        made = create_app(self.world)
        self.app = Validated(made) if complete() else made

    @classmethod
    def make(cls, folder: Path) -> Rig:
        return cls(World(folder=folder, public_key=keys()[1]))

    def later(self, **delta: float) -> None:
        self.time += timedelta(**delta)

    def jwt(self, **claims: object) -> str:
        """What the App calls itself with; valid unless `claims` say otherwise."""
        now = int(self.time.timestamp())
        return "Bearer " + jwt.encode({"iat": now - 60, "exp": now + 540, "iss": "1", **claims}, keys()[0], "RS256")

    def call(
        self, method: str, path: str, body: object = None, *, auth: str = "", headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """One request; `body` is made JSON unless it is bytes."""
        content = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        sent = {**({"authorization": auth} if auth else {}), **(headers or {})}

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://sandbox", trust_env=False) as client:
                return await client.request(method, path, content=content, headers=sent)

        return asyncio.run(ask())

    def control(self, method: str, path: str, /, **body: object) -> Any:
        answer = self.call(method, "/_sandbox" + path, body if method != "GET" else None)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def install(self, account: str = "octo", **more: Any) -> dict[str, Any]:
        """`octo` with its `shop`, unless told otherwise."""
        made: dict[str, Any] = self.control(
            "POST", "/installations", account=account, **{"repositories": {"shop": SHOP}, **more}
        )
        return made

    def token(self, installation: int, **limits: object) -> str:
        answer = self.call("POST", f"/app/installations/{installation}/access_tokens", limits, auth=self.jwt())
        assert answer.status_code == 201, answer.text
        return f"token {answer.json()['token']}"

    def violations(self) -> list[str]:
        """What was not as GitHub has it in the answers; requests are often wrong on purpose here."""
        found = self.app.found if complete() else []
        return [each for each in found if ": request: " not in each]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """`octo/shop` with the App installed on it, and a token for it."""

    rig: Rig
    installation: int
    id: int
    auth: str

    def call(self, method: str, path: str, body: object = None, **more: Any) -> httpx.Response:
        """`path` is below the repository's."""
        return self.rig.call(method, f"/repos/octo/shop{path}", body, **{"auth": self.auth, **more})

    def graphql(self, query: str, **variables: object) -> dict[str, Any]:
        body = {"query": query, "variables": {"owner": "octo", "name": "shop", **variables}}
        answer = self.rig.call("POST", "/graphql", body, auth=self.auth)
        assert answer.status_code == 200, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def branch(self, name: str, files: Mapping[str, str | None] | None = None) -> str:
        """A commit of somebody's on a branch; returns its id."""
        made = self.rig.control(
            "POST", "/repos/octo/shop/commits", branch=name, files=files or {"new": name}, author="ann", quiet=True
        )
        return str(made["commit"])

    def pull(self, branch: str, **more: object) -> httpx.Response:
        return self.call("POST", "/pulls", {"title": "A title", "head": branch, "base": "main", **more})
