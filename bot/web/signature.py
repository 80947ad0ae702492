"""Checks that a body was signed by GitHub: `X-Hub-Signature-256` over the raw bytes, in constant time; no I/O."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from bot.errors import BadSettings, BadSignature

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LENGTH = len("sha256=") + 64
_HINT = "the secret on the App's page and the one in the settings differ, or somebody else sent it"


def verifier(secrets: Sequence[str]) -> Callable[[bytes, bytes], None]:
    """A function of the header and the body that raises BadSignature unless one of the secrets signed it.

    Two secrets are for the time while one replaces the other. Raises BadSettings without one.
    """
    keys = tuple(secret.encode() for secret in secrets)
    if not keys or not all(keys):
        raise BadSettings(
            "The webhook has no secret: set one, here and on the App's page. Nothing unsigned is accepted."
        )
    if len(keys) > 2:
        raise BadSettings(f"The webhook has {len(keys)} secrets: it takes the current one, and the one before.")

    def verify(header: bytes, body: bytes) -> None:
        shown = header.lower()
        matches = [
            hmac.compare_digest(shown, b"sha256=" + hmac.digest(key, body, "sha256").hex().encode()) for key in keys
        ]
        if not any(matches):
            raise BadSignature(f"The signature is wrong: {_HINT}.")

    return verify


def require(header: bytes | None) -> bytes:
    """The header, if it can be a signature at all: told before a body is read. Raises BadSignature."""
    if header is None:
        raise BadSignature(
            "The delivery is not signed: X-Hub-Signature-256 is missing. Set a secret on the App's page."
        )
    if len(header) != _LENGTH or not header.lower().startswith(b"sha256="):
        raise BadSignature("X-Hub-Signature-256 is not “sha256=” and 64 hexadecimal digits.")
    return header
