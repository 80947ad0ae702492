"""Addresses in manifests: indexes that packages come from, and passwords, which are never repeated."""

from __future__ import annotations

from bot.lazy import pattern
from bot.stacks.claims import doubt
from bot.types import Evidence, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.stacks.folder import Folder
    from bot.types import Doubt

SHOWN = 3
# The domains of the indexes that an ecosystem uses by itself, whatever host in them answers.
USUAL = frozenset(
    {
        *(("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("yarnpkg", "com")),
        *(("packagist", "org"), ("rubygems", "org"), ("nuget", "org")),
    }
)
_USER = pattern(r"(https?)?://([^\s/@\"'<>]+)@")
_HOST = pattern(r"://(?:[^\s/@\"'<>]*@)?([\w.-]+)")
_VARIABLE = pattern(r"\$\{?\w+\}?")


def secret(text: str) -> bool:
    """Whether an address in a text holds a password or token; one that a variable stands for is none."""
    return "@" in text and any(_told(*found.groups()) for found in _USER.finditer(text))


def _told(scheme: str | None, user: str) -> bool:
    name, colon, password = user.partition(":")
    told = _VARIABLE.sub("", password if colon else name)
    return bool(told) and (bool(colon) or (scheme is not None and name != "git"))


def without_user(text: str) -> str:
    """A text whose addresses name nobody."""
    return _USER.sub(r"\1://", text) if secret(text) else text


def committed(folder: Folder, names: Iterable[str]) -> Iterator[Doubt]:
    """One doubt for all passwords in some files, with their lines and never what stands there."""
    places = [
        Evidence(path=folder.path(name), line=number)
        for name in dict.fromkeys(names)
        if secret(folder.text(name))
        for number, line in enumerate(folder.text(name).split("\n"), 1)
        if secret(line)
    ]
    if places:
        yield doubt(
            Topic.INSTALL,
            f"An address in {_listed(map(str, places))} holds a password or token: whoever reads the repository "
            "has it, and it can end up in the image.",
            "Revoke it, take it out of the file, and hand a new one to the build as a secret.",
            *places[:SHOWN],
        )


def elsewhere(found: Iterable[tuple[str, Evidence]]) -> Iterator[Doubt]:
    """One doubt for all indexes that are not the ecosystem's own, by their hosts."""
    hosts: dict[str, Evidence] = {}
    for address, place in found:
        named = _HOST.search(address)
        if named is None and "$" not in address:
            continue  # a folder of the repository
        host = named[1] if named else "one that a variable names"
        if foreign(address):
            hosts.setdefault(host, place)
    if hosts:
        yield doubt(
            Topic.INSTALL,
            f"Packages come from another index ({_listed(hosts)}): the build has to reach it, and no user or password "
            "for it is in the build.",
            "Make sure that it is reachable from where images are built; hand credentials to the build as a secret.",
            *[*hosts.values()][:SHOWN],
        )


def foreign(address: str) -> bool:
    """Whether an address leads to another host than an ecosystem's own; one that a variable names may."""
    named = _HOST.search(address)
    return named is None or tuple(named[1].lower().split(".")[-2:]) not in USUAL


def _listed(names: Iterable[str]) -> str:
    every = [*names]
    more = f" and {len(every) - SHOWN} more" if len(every) > SHOWN else ""
    return ", ".join(every[:SHOWN]) + more
