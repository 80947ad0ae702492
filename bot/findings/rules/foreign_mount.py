"""A RUN mounts caches, and folders of the context or of an earlier stage; no ssh agent, and no secret but known ones.

A secret or an agent that is mounted into a step is in the hands of everything that the step runs, the install scripts
of each dependency included. The few secrets that a private index needs have names of their own.

Instead: drop the mount, or name one of the secrets npmrc, netrc, pip or bundle with its usual target.
"""

from __future__ import annotations

import re

from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "foreign-mount"
SEVERITY = Severity.ERROR
THEIRS = None

INSTEAD = "Drop the mount, or take a cache, a folder of the context, or a known secret."
_UP = r"(?!(?:.*/)?\.\.(?:/|$))"
_ROOTS = r"/(?:root|go|app|srv|src|build|home|tmp|var/cache|var/lib/apt|usr/local/(?:cargo|bundle|share))"
_CACHE = rf"{_UP}{_ROOTS}(?:/[A-Za-z0-9_.@+-]+)*/?"
_PATH = rf"{_UP}[A-Za-z0-9_.@][A-Za-z0-9_.@+/-]*|{_CACHE}|/(?:build|out|src|deps)(?:/[A-Za-z0-9_.@+-]+)*"
_ID = r"[A-Za-z0-9_./:-]+"
_SECRETS = {
    "npmrc": r"/root/\.npmrc",
    "netrc": r"/root/\.netrc",
    "pip": r"/etc/pip\.conf",
    "bundle": r"/root/\.bundle/config",
}
_FIELDS = {
    "cache": {
        "type": "cache",
        "id": _ID,
        "target": _CACHE,
        "sharing": "shared|private|locked",
        "from": _ID,
        "source": _PATH,
        "uid": r"\d+",
        "gid": r"\d+",
        "mode": "0?[0-7]{3}",
    },
    "bind": {
        "type": "bind",
        "source": _PATH,
        "target": _PATH,
        "from": _ID + "(?:@sha256:[0-9a-f]{64})?",
        "readonly": "|true",
    },
    "secret": {
        "type": "secret",
        "id": "|".join(_SECRETS),
        "target": "|".join(_SECRETS.values()),
        "required": "|true|false",
    },
}
_SPELLINGS = {"src": "source", "dst": "target", "destination": "target", "ro": "readonly"}


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for run in parsed.named("RUN"):
        for mount in run.mounts():
            fields = {_SPELLINGS.get(key, key): value for key, value in mount.items()}
            if not _known(fields):
                written = ",".join(f"{key}={value}" if value else key for key, value in mount.items())
                yield Hit(line=run.line, message=f"the mount {written} is not a known one", instead=INSTEAD)


def _known(fields: dict[str, str]) -> bool:
    patterns = _FIELDS.get(fields.get("type", "bind"), {})
    if not all(key in patterns and re.fullmatch(patterns[key], value) for key, value in fields.items()):
        return False
    if fields.get("type") == "secret":
        return re.fullmatch(_SECRETS.get(fields.get("id", ""), "(?!)"), fields.get("target", "")) is not None
    return "target" in fields
