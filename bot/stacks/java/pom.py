"""Reads pom.xml: what a module is called, what it inherits, its plugins and what they are told, what it depends on."""

from __future__ import annotations

import posixpath
import re

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks import xml
from bot.stacks.java.declared import Dependency, Plugin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.stacks.folder import Folder
    from bot.stacks.xml import Element
    from bot.types import Evidence

FILE = "pom.xml"
ANCESTORS = 6
MODULES = 150
LONGEST = 300  # characters of a value; properties may name each other, and would grow without an end
_VARIABLE = pattern(r"\$\{([\w.-]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pom:
    """One module: `root` is its folder within the one that is read, `parents` the poms of the repository above it."""

    folder: Folder
    root: str
    node: Element
    parents: tuple[Pom, ...]

    @property
    def file(self) -> str:
        return posixpath.join(self.root, FILE)

    def at(self, node: Element | None) -> Evidence:
        return self.folder.at(self.file, node.line if node else 0)

    @property
    def artifact(self) -> str:
        return self.value(self.node.word("artifactId"))

    @property
    def version(self) -> str:
        return self.value(self.node.word("version") or self.node.word("parent", "version"))

    @property
    def packaging(self) -> str:
        return self.value(self.node.word("packaging")) or "jar"

    @property
    def name(self) -> str:
        """What the build calls its files, without an ending; `*` where it is known to the build alone."""
        said = next((name for _, node in self.told() if (name := node.word("build", "finalName"))), "")
        name = self.value(said) or f"{self.artifact}-{self.version}"
        return name if re.fullmatch(r"[\w.+-]+", name) else "*"

    def line(self) -> tuple[Pom, ...]:
        """The module and its parents."""
        return (self, *self.parents)

    def told(self) -> Iterator[tuple[Pom, Element]]:
        """What the module and its parents say, what stands in a profile before what always holds."""
        for one in self.line():
            yield from ((one, profile) for profile in one.node.all("profiles", "profile") if self._active(profile))
            yield one, one.node

    def _active(self, profile: Element) -> bool:
        """Whether a profile holds without being asked for, by default or by a file of the module."""
        told = profile.first("activation")
        if told is None:
            return False
        there, missing = (self.value(told.word("file", which)).removeprefix("./") for which in ("exists", "missing"))
        if there or missing:
            return self._there(there) if there else not self._there(missing)
        return told.word("activeByDefault") == "true" or told.word("property", "name").startswith("!")

    def _there(self, name: str) -> bool:
        place = posixpath.normpath(posixpath.join(self.root, name))
        return self.folder.has(place) or bool(self.folder.match(f"{place}/**"))

    def parent(self) -> tuple[str, str, Element | None]:
        """group:artifact and version of the topmost parent, which no folder of the repository holds."""
        node = self.line()[-1].node.first("parent")
        if node is None:
            return "", "", None
        return f"{node.word('groupId')}:{node.word('artifactId')}", self.value(node.word("version")), node

    def parent_place(self) -> Evidence:
        top = self.line()[-1]
        node = top.node.first("parent")
        return top.at(node.first("artifactId") if node else None)

    def property(self, name: str) -> tuple[str, Evidence] | None:
        """A property's value, and where it stands."""
        for one, body in self.told():
            node = body.first("properties", name)
            if node and node.text:
                return self.value(node.text), one.at(node)
        return None

    def value(self, text: str) -> str:
        """A text with its variables replaced; those that are not known stay."""
        for _ in range(8):
            if "${" not in text or len(text) > LONGEST:
                break
            replaced = _VARIABLE.sub(lambda found: (self._variable(found[1]) or found[0])[:LONGEST], text)
            if replaced == text:
                break
            text = replaced
        return text[:LONGEST]

    def _variable(self, name: str) -> str:
        bare = name.removeprefix("project.").removeprefix("pom.")
        own = {"artifactId": ("artifactId",), "groupId": ("groupId",), "version": ("version",), "name": ("name",)}
        if bare in own:
            return self.node.word(*own[bare]) or self.node.word("parent", bare)
        if name == "project.parent.version":
            return self.node.word("parent", "version")
        if name in {"project.build.directory", "project.basedir", "basedir"}:
            return {"project.build.directory": "target"}.get(name, ".")
        return next((word for one in self.line() if (word := one.node.word("properties", name))), "")

    def modules(self) -> Iterator[str]:
        for node in (*self.node.all("modules", "module"), *self.node.all("subprojects", "subproject")):
            folder = posixpath.normpath(posixpath.join(self.root, node.text.removesuffix(f"/{FILE}")))
            if node.text and not folder.startswith(("..", "/")):
                yield folder

    def dependencies(self) -> Iterator[Dependency]:
        """Its own and its parents' dependencies, but not those that are only managed."""
        for one, body in self.told():
            for node in body.all("dependencies", "dependency"):
                group, artifact = (self.value(node.word(part)) for part in ("groupId", "artifactId"))
                yield Dependency(
                    name=f"{group}:{artifact}",
                    version=self.value(node.word("version")),
                    scope=node.word("scope") or "compile",
                    optional=node.word("optional") == "true",
                    kind=node.word("type") or "jar",
                    place=tuple(one.at(node.first(part)) for part in ("groupId", "artifactId")),
                )

    def repositories(self) -> Iterator[tuple[str, Evidence]]:
        """The addresses that it takes dependencies and plugins from, besides the usual ones."""
        for one in self.line():
            for path in (("repositories", "repository", "url"), ("pluginRepositories", "pluginRepository", "url")):
                yield from ((self.value(node.text), one.at(node)) for node in one.node.all(*path))

    def managed(self, name: str) -> tuple[str, Evidence] | None:
        """The version that dependencyManagement gives an artifact, such as an imported list of versions."""
        for one, body in self.told():
            for node in body.all("dependencyManagement", "dependencies", "dependency"):
                if node.word("artifactId") == name:
                    return self.value(node.word("version")), one.at(node.first("version"))
        return None

    def plugin(self, artifact: str) -> Plugin | None:
        """Everything that is said of a plugin here and above."""
        found = [(one, bound, node) for one, body in self.told() for bound, node in _plugins(body, artifact)]
        if not found:
            return None
        version = next((self.value(node.word("version")) for _, _, node in found if node.word("version")), "")
        told = [two for _, _, node in found for two in _told(node)]
        goals = [goal.text for _, _, node in found for goal in node.all("executions", "execution", "goals", "goal")]
        first = found[0]
        return Plugin(
            bound=any(bound for _, bound, _ in found),
            version=version,
            told=tuple(told),
            goals=frozenset(goals),
            place=first[0].at(first[2].first("artifactId")),
        )


def _plugins(node: Element, artifact: str) -> Iterator[tuple[bool, Element]]:
    for found in node.all("build", "plugins", "plugin"):
        if found.word("artifactId") == artifact:
            yield True, found
    for found in node.all("build", "pluginManagement", "plugins", "plugin"):
        if found.word("artifactId") == artifact:
            yield False, found


def _told(plugin: Element) -> Iterator[Element]:
    yield from plugin.all("executions", "execution", "configuration")
    yield from plugin.all("configuration")


def read(folder: Folder, root: str = "") -> Pom:
    """The module of a folder with those above it; raises ManifestUnreadable."""
    return _read(folder, root, ANCESTORS)


def _read(folder: Folder, root: str, generations: int) -> Pom:
    file = posixpath.join(root, FILE)
    node = xml.parse(folder.path(file), folder.text(file))
    parents: tuple[Pom, ...] = ()
    told = node.first("parent")
    if told is not None and generations:
        above = posixpath.normpath(posixpath.join(root, told.word("relativePath") or "../pom.xml"))
        above = above if above.endswith(".xml") else posixpath.join(above, FILE)
        place = posixpath.dirname(above)
        if not above.startswith("..") and folder.text(above) and place != root:
            parent = _read(folder, place, generations - 1)
            parents = parent.line() if parent.node.word("artifactId") == told.word("artifactId") else ()
    return Pom(folder=folder, root=root, node=node, parents=parents)


def reactor(folder: Folder) -> tuple[Pom, ...]:
    """The module of a folder and every one that it builds, each once; raises ManifestUnreadable."""
    found: dict[str, Pom] = {}
    todo = [""]
    while todo and len(found) < MODULES:
        root = todo.pop(0)
        if root in found or not folder.text(posixpath.join(root, FILE)):
            continue
        found[root] = read(folder, root)
        todo += found[root].modules()
    return tuple(found.values())


def by_artifact(poms: tuple[Pom, ...]) -> Mapping[str, Pom]:
    return {one.artifact: one for one in poms}
