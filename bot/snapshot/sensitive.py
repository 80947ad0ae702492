"""Which files may hold a secret, by name alone: a closed list, because what is never read can never leak."""

from __future__ import annotations

import re

from bot.lazy import pattern

_DATA = r"\.(?:json|ya?ml|toml|ini|cfg|conf|properties|txt|xml|csv|enc|env|gpg|sh)"
_NAMES = (
    r"\.env(?:\..+)?",
    r".+\.env",
    r"\.envrc",
    r"\.npmrc",
    r"\.yarnrc",
    r"\.pypirc",
    r"[._]netrc",
    r"\.git-credentials",
    r"\.htpasswd",
    r"\.dockercfg",
    r"\.vault[-_]pass(?:word)?.*",
    r"\.pgpass",
    r"\.my\.cnf",
    r"\.s3cfg",
    r"\.boto",
    r"\.terraformrc",
    r"auth\.json",  # Composer's
    r"kubeconfig",
    r"id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?",
    r".+\.(?:pem|key|p8|p12|pfx|jks|keystore|kdbx?|ppk|gpg|asc|ovpn|tfvars|tfstate|tfstate\.backup|mobileprovision)",
    rf"(?:.*[._-])?(?:credentials?|secrets?|passwords?)(?:[_-][^.]*)?(?:{_DATA})*",
    r".*service[-_]?account.*\.json",
)
_FOLDERS = (r"\.git", r"\.ssh", r"\.aws", r"\.azure", r"\.gnupg", r"\.kube", r"\.docker", r"\.m2", r"\.bundle")
_SAMPLES = (r"\.env\.(?:example|sample|template|dist|defaults?)", r"(?:example|sample|template)\.env")

_SECRET = pattern(rf"(?:.*/)?(?:(?:{'|'.join(_FOLDERS)})/.*|(?:{'|'.join(_NAMES)}))", re.IGNORECASE | re.DOTALL)
_SAMPLE = pattern(rf"(?:.*/)?(?:{'|'.join(_SAMPLES)})", re.IGNORECASE | re.DOTALL)


def may_hold_secret(path: str) -> bool:
    """Whether a path is on the list; samples that are made to be read, such as `.env.example`, are not."""
    return bool(_SECRET.fullmatch(path)) and not _SAMPLE.fullmatch(path)
