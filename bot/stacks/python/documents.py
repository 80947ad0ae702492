"""Finds a site that MkDocs makes, in a repository whose only program it is."""

from __future__ import annotations

import re

from bot.stacks import nginx
from bot.stacks.claims import claim, doubt
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.stacks.folder import Folder
    from bot.stacks.python.requirements import Requirement
    from bot.types import Claim, Doubt, Evidence

NAMES = ("mkdocs.yml", "mkdocs.yaml")
OUTPUT = "/out"
# What MkDocs brings itself, and what its most used theme does.
_BUILT_IN = frozenset({"search", "material", "mkdocs", "readthedocs", "tags", "blog", "offline", "privacy", "social"})
_MATERIAL = "mkdocs-material"


def claims(folder: Folder, declared: Mapping[str, Requirement], *, managed: bool) -> Iterator[Claim | Doubt]:
    """Everything that a plan needs to build and serve it; nothing where it only documents a library or program."""
    name = folder.first(*NAMES)
    packages = [one for one in declared if one.startswith("mkdocs") or one.endswith("-mkdocs")]
    if not name or (managed and not packages):
        return
    place = folder.at(name)
    theme = folder.find(name, r"^\s+name:\s*[\"']?material\b|^theme:\s*[\"']?material\b")
    yield claim(Topic.KIND, "web", at=place)
    yield claim(Topic.FRAMEWORK, "MkDocs", at=(place, *(declared[one].evidence for one in packages[:1])))
    yield claim(Topic.ENTRY, name, at=place)
    yield claim(Topic.BUILD, "mkdocs", "build", "--config-file", name, "--site-dir", OUTPUT, at=place)
    yield claim(Topic.OUTPUT, OUTPUT, at=place, why="where the pages are written to")
    if not packages:
        yield claim(Topic.SERVER, "mkdocs", at=place, why="no manifest declares what the site is made with")
    if theme.line and _MATERIAL not in declared:
        yield claim(Topic.SERVER, _MATERIAL, at=theme, why="the theme that the site names")
    yield claim(Topic.PORT, str(nginx.PORT), at=place, why="the unprivileged server's port", certain=False)
    yield claim(Topic.HEALTH_PATH, "/", at=place)
    if not packages:
        yield from _plugins(folder, name, place)


def _plugins(folder: Folder, name: str, place: Evidence) -> Iterator[Doubt]:
    """Plug-ins of other packages, which nobody declares."""
    section = re.search(
        r"^plugins:[^\n]*\n((?:[ \t]*(?:#[^\n]*)?\n|[ \t]+[^\n]*\n|-[^\n]*\n)*)", f"{folder.text(name)}\n", re.MULTILINE
    )
    found = re.findall(r"^\s*-\s*[\"']?([\w/-]+)", section[1] if section else "", re.MULTILINE)
    if strange := [one for one in found if one.removeprefix("material/") not in _BUILT_IN]:
        yield doubt(
            Topic.DEPENDENCY,
            f"{name} asks for {', '.join(strange[:5])}, and no manifest declares the package of it.",
            "List what the site is made with in a requirements.txt.",
            place,
        )
