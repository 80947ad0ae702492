"""Signs the App's own tokens: a private key in memory here, a key service elsewhere, behind one protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from jwt.algorithms import RSAAlgorithm

from bot.errors import BadSettings

if TYPE_CHECKING:
    from collections.abc import Mapping


class Signer(Protocol):
    """Makes a JWT of claims, signed with the App's key (RS256)."""

    async def sign(self, claims: Mapping[str, object]) -> str: ...


class KeySigner:
    """Signs with a private key that this process holds; raises BadSettings for text that is none."""

    def __init__(self, pem: str) -> None:
        try:
            key = RSAAlgorithm(RSAAlgorithm.SHA256).prepare_key(pem)
        except jwt.InvalidKeyError:
            key = None
        if not isinstance(key, RSAPrivateKey):
            raise BadSettings(
                "The App's private key cannot be read. It must be the whole PEM file that GitHub offered for download, "
                "with its BEGIN and END lines."
            )
        self._key = key

    async def sign(self, claims: Mapping[str, object]) -> str:
        return jwt.encode(dict(claims), self._key, algorithm="RS256")
