"""The App's private key: read from its file, and refused where GitHub would refuse what it signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "github_private_key_file"


def read(file: Path) -> str:
    try:
        text = file.expanduser().read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise _bad_file(f"the file {file} cannot be read as PEM") from None
    if not is_key(text):
        raise _bad_file(f"the file {file} holds no RSA private key in PEM without a password")
    return text


def _bad_file(message: str) -> PydanticCustomError:
    """What is wrong with the file is said of its setting, not of the key's."""
    return PydanticCustomError(FILE, "{message}", {"message": message})


def is_key(text: str) -> bool:
    """GitHub makes RSA keys without a password, and signs and verifies RS256 alone."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        return isinstance(load_pem_private_key(text.encode(), password=None), RSAPrivateKey)
    except (ValueError, TypeError):  # TypeError: it has a password
        return False
