"""Looks names up in Gradle's version catalogue: plugins, dependencies and versions that scripts call by an alias."""

from __future__ import annotations

import re

from bot.stacks.folder import table, word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.stacks.folder import Folder
    from bot.stacks.java.script import Applied, Needed

FILE = "gradle/libs.versions.toml"


def plugin(folder: Folder, applied: Applied) -> tuple[str, str]:
    """Id and version of a plugin, looked up in the version catalogue where it is an alias."""
    if not applied.alias:
        return applied.name, applied.version
    data = folder.toml(FILE)
    for name, told in table(data, "plugins").items():
        if alias(name) == alias(applied.name):
            if isinstance(told, str):
                return told.partition(":")[0], told.partition(":")[2]
            return word({"": told}, "", "id"), _version(data, told)
    return applied.name, ""


def _version(data: dict[str, object], told: object) -> str:
    reference = word({"": told}, "", "version", "ref")
    return word(data, "versions", reference) if reference else word({"": told}, "", "version")


def alias(name: str) -> str:
    return re.sub(r"[-_.]", ".", name).lower()


def module(folder: Folder, needed: Needed) -> str:
    """group:artifact of a dependency, "" for another project."""
    if needed.kind == "module":
        return ":".join(needed.name.split(":")[:2])
    if needed.kind == "alias":
        for name, told in table(folder.toml(FILE), "libraries").items():
            if alias(name) == alias(needed.name):
                if isinstance(told, str):
                    return ":".join(told.split(":")[:2])
                whole = word({"": told}, "", "module")
                return whole or f"{word({'': told}, '', 'group')}:{word({'': told}, '', 'name')}"
    return ""
