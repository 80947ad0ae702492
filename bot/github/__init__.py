"""GitHub behind its port: one file per concern, over githubkit."""

from __future__ import annotations

from bot.github.gate import Time
from bot.github.hub import Address, Hub
from bot.github.signing import KeySigner, Signer

__all__ = ["Address", "Hub", "KeySigner", "Signer", "Time"]
