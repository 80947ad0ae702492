"""The App's own tokens are signed with its key, and a key that is none is refused at the start."""

from __future__ import annotations

import asyncio

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.errors import BadSettings
from bot.github import KeySigner

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PEM = KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
).decode()
PUBLIC = (
    KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
)


def test_what_is_signed_verifies_with_the_public_key() -> None:
    signed = asyncio.run(KeySigner(PEM).sign({"iss": "1"}))

    assert jwt.decode(signed, PUBLIC, algorithms=["RS256"]) == {"iss": "1"}


@pytest.mark.parametrize("pem", ["", "nonsense", PUBLIC, PEM[:200]])
def test_text_that_is_no_private_key_is_refused_with_what_to_do(pem: str) -> None:
    with pytest.raises(BadSettings, match="private key cannot be read"):
        KeySigner(pem)
