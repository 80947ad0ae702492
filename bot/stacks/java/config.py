"""Reads what an application is configured by: `.properties`, YAML and HOCON, as flat keys with their lines.

As much of each notation as says on which port and below which path a server answers; what is nested in lists, and what
holds for a named profile alone, is left out.
"""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Evidence

FOLDERS = ("src/main/resources", "src/main/resources/config", "config", "conf", "")
NAMES = (
    "application.properties",
    "application.yml",
    "application.yaml",
    "application.conf",
    "microprofile-config.properties",
)
_YAML = pattern(r"( *)([%\w.\[\]\"'/-]+?)[\"']?:(?:\s+(.*))?")
_HOCON = pattern(r"([\w.\"-]+)\s*(?:[=:]\s*(?!\{)(.*?),?|[=:]?\s*\{\s*)$")
_VARIABLE = pattern(r"\$\{\??([A-Za-z_][\w.-]*)(?::([^{}]*))?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One value as it is written, and where."""

    value: str
    place: Evidence

    def variables(self) -> Iterator[tuple[str, str | None]]:
        """The variables that it names, each with its default; None for one that has none."""
        for found in _VARIABLE.finditer(self.value):
            yield found[1], found[2]

    def resolved(self) -> str:
        """The value where no variable is set."""
        return _VARIABLE.sub(lambda found: found[2] or "", self.value).strip()


Settings = dict[str, Setting]


def read(folder: Folder, root: str) -> Settings:
    """Every setting of a module by its key, which is written without dashes and in small letters."""
    found: Settings = {}
    for place in FOLDERS:
        for name in NAMES:
            file = "/".join(part for part in (root, place, name) if part)
            text = folder.text(file)
            for key, value, line in _parsed(name, text) if text else ():
                if key.endswith("port") and key in found and "${" in value:
                    found.pop(key)  # HOCON: `port = 8080`, then `port = ${?PORT}`
                setting = Setting(value=value, place=folder.at(file, line))
                found.setdefault(key, setting)
    return found


def _parsed(name: str, text: str) -> Iterator[tuple[str, str, int]]:
    ending = name.rpartition(".")[2]
    lines = {"properties": _properties, "conf": _hocon}.get(ending, _yaml)(text)
    for key, value, line in lines:
        yield key.replace("-", "").replace('"', "").lower(), value, line


def _properties(text: str) -> Iterator[tuple[str, str, int]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip()[:1] in {"#", "!"}:
            if line.startswith(("#---", "!---")):
                return  # documents that follow are for profiles
            continue
        key, separator, value = _cut(line)
        if separator and not key.startswith("%"):
            yield key.strip(), value.strip(), number


def _cut(line: str) -> tuple[str, str, str]:
    found = re.search(r"[=:]", line)
    return (line[: found.start()], found[0], line[found.end() :]) if found else (line, "", "")


def _yaml(text: str) -> Iterator[tuple[str, str, int]]:
    above: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("---") and number > 1 and above:
            return  # documents that follow are for profiles
        found = _YAML.fullmatch(line.split(" #")[0].rstrip())
        if not found or line.lstrip().startswith("#"):
            continue
        indent, name, value = len(found[1]), found[2].strip("\"'"), found[3]
        while above and above[-1][0] >= indent:
            above.pop()
        above.append((indent, name))
        if value and not above[0][1].startswith("%") and len(above) < 20:
            yield ".".join(one for _, one in above), value.strip().strip("\"'"), number


def _hocon(text: str) -> Iterator[tuple[str, str, int]]:
    above: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.split("//")[0].split("#")[0].strip()
        found = _HOCON.fullmatch(bare)
        if found and found[2] is None and len(above) < 20:
            above.append(found[1])
        elif found and found[2] is not None:
            yield ".".join((*above, found[1])), found[2].strip().strip('"'), number
        elif bare.startswith("}") and above:
            above.pop()
