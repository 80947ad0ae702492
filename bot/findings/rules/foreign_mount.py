"""A RUN mounts caches, and folders of the context or of an earlier stage; no ssh agent, and no secret but known ones.

A secret or an agent that is mounted into a step is in the hands of everything that the step runs, the install scripts
of each dependency included. The few secrets that a private index needs have names of their own.

Instead: drop the mount, or name one of the secrets npmrc, netrc, pip or bundle with its usual target.
"""

from __future__ import annotations

from bot.findings.places import ROOTS, below, plain, relative
from bot.findings.rule import Hit
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "foreign-mount"
SEVERITY = Severity.ERROR
THEIRS = None

INSTEAD = "Drop the mount, or take a cache, a folder of the context, or a known secret."
_CACHES = ("/root", "/go", *ROOTS, "/usr/local/cargo", "/usr/local/share", "/etc/apk/cache")
_SECRETS = {"npmrc": "/root/.npmrc", "netrc": "/root/.netrc", "pip": "/etc/pip.conf", "bundle": "/root/.bundle/config"}


def _cache(path: str) -> bool:
    return plain(path) and below(path, _CACHES)


def _path(path: str) -> bool:
    return relative(path) or _cache(path) or (plain(path) and below(path, ("/deps",)))


def _id(word: str) -> bool:
    return bool(word) and all(char.isalnum() or char in "_./:@-" for char in word) and word.isascii()


def _flag(word: str) -> bool:
    return word in ("", "true", "false")


_FIELDS: dict[str, dict[str, Callable[[str], bool]]] = {
    "cache": {
        "type": "cache".__eq__,
        "id": _id,
        "target": _cache,
        "sharing": ("shared", "private", "locked").__contains__,
        "from": _id,
        "source": _path,
        "uid": str.isdecimal,
        "gid": str.isdecimal,
    },
    "bind": {"type": "bind".__eq__, "source": _path, "target": _path, "from": _id, "readonly": _flag},
    "secret": {"type": "secret".__eq__, "id": _SECRETS.__contains__, "target": plain, "required": _flag},
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
    judges = _FIELDS.get(fields.get("type", "bind"), {})
    if not all(key in judges and judges[key](value) for key, value in fields.items()):
        return False
    if fields.get("type") == "secret":
        return fields.get("target") == _SECRETS.get(fields.get("id", ""), "")
    # Of another stage or image only what an application has in it: a whole one would bring its tools along.
    whole = "from" in fields and fields.get("type", "bind") == "bind" and not below(fields.get("source", "/"))
    return "target" in fields and not whole
