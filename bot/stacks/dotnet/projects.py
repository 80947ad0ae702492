"""Reads MSBuild project files: their SDK, properties, packages and references, with what they inherit."""

from __future__ import annotations

import posixpath
import re

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks import xml
from bot.stacks.folder import Folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.xml import Element
    from bot.types import Evidence, Snapshot

ENDINGS = (".csproj", ".fsproj", ".vbproj")  # of programs and libraries; an .esproj is a front end
PROPS = "Directory.Build.props"
CENTRAL = "Directory.Packages.props"
DEPTH = 20  # imports of imports, properties in properties
MOST = 300  # projects that one may refer to
LONGEST = 500  # characters of a value
_PROPERTY = pattern(r"\$\((\w+)\)")
_HERE = pattern(r"\$\((?:MSBuildThisFileDirectory|MSBuildProjectDirectory)\)[\\/]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A value, and where it was read."""

    value: str
    file: str
    line: int

    def place(self, snapshot: Snapshot) -> Evidence:
        return Folder(snapshot=snapshot).at(self.file, self.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One project file; `documents` are what it inherits, the farthest first, and itself at the end."""

    file: str
    documents: tuple[tuple[str, Element], ...]
    unclear: Said | None = None  # an import whose file is not known

    @property
    def folder(self) -> str:
        return posixpath.dirname(self.file)

    @property
    def name(self) -> str:
        return posixpath.splitext(posixpath.basename(self.file))[0]

    @property
    def assembly(self) -> str:
        """The name of what is built, without its ending."""
        return self.word("AssemblyName") or self.name

    def sdks(self) -> tuple[Said, ...]:
        """The SDKs that it names, without their versions, as attribute, element or import."""
        root = self.documents[-1][1]
        named = [(root.attributes.get("Sdk", ""), root.line)]
        named += [(one.attributes.get("Name", ""), one.line) for one in root.all("Sdk")]
        named += [(one.attributes.get("Sdk", ""), one.line) for one in root.all("Import")]
        words = ((word.partition("/")[0].strip(), line) for text, line in named for word in text.split(";"))
        return tuple(Said(value=word, file=self.file, line=line) for word, line in words if word)

    def said(self, name: str) -> Said | None:
        """A property: the last one without a condition, else the last one; None where it is not fully known."""
        found = self._element(name)
        if not found:
            return None
        value = self._expanded(found[1].text, {name: ""})
        return None if "$(" in value else Said(value=value, file=found[0], line=found[1].line)

    def _element(self, name: str) -> tuple[str, Element] | None:
        every = [(file, one) for file, root in self.documents for one in root.all("PropertyGroup", name)]
        plain = [found for found in every if "Condition" not in found[1].attributes]
        return next(iter(reversed(plain or every)), None)

    def _expanded(self, text: str, known: dict[str, str]) -> str:
        """A value with the properties in it filled in, each looked up once; those that are not known stay."""

        def fill(found: re.Match[str]) -> str:
            name = found[1]
            if name not in known:
                known[name] = found[0]  # for a circle
                inner = self._element(name)
                own = self.name if name == "MSBuildProjectName" else found[0]
                known[name] = self._expanded(inner[1].text, known) if inner and len(known) < DEPTH else own
            return known[name]

        return _PROPERTY.sub(fill, text.strip())[:LONGEST]

    def word(self, name: str) -> str:
        found = self.said(name)
        return found.value if found else ""

    def on(self, name: str) -> bool:
        return self.word(name).lower() == "true"

    def packages(self) -> Iterator[tuple[str, str, Said]]:
        """Name, version and place of each package that it asks for."""
        versions = {
            one.attributes.get("Include", "").lower(): one.attributes.get("Version", "")
            for _, root in self.documents
            for one in root.all("ItemGroup", "PackageVersion")
        }
        for file, root in self.documents:
            for kind in ("PackageReference", "GlobalPackageReference"):
                for one in root.all("ItemGroup", kind):
                    name = one.attributes.get("Include", "")
                    version = one.attributes.get("Version") or one.word("Version") or versions.get(name.lower(), "")
                    if name:
                        yield name, version, Said(value=name, file=file, line=one.line)

    def frameworks(self) -> tuple[Said, ...]:
        """Shared frameworks that it asks for besides the runtime."""
        found = ((file, one) for file, root in self.documents for one in root.all("ItemGroup", "FrameworkReference"))
        return tuple(Said(value=one.attributes.get("Include", ""), file=file, line=one.line) for file, one in found)

    def references(self) -> tuple[str, ...]:
        """The project files that it refers to, as paths of the repository."""
        found: dict[str, None] = {}
        for file, root in self.documents:
            for one in root.all("ItemGroup", "ProjectReference"):
                for word in one.attributes.get("Include", "").split(";"):
                    if word and (path := located(file, word)):
                        found[path] = None
        return tuple(found)


def located(file: str, word: str) -> str:
    """A path in a project file as one of the repository; "" where it leads out, or is not known."""
    plain = _HERE.sub("", word.strip()).replace("\\", "/")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(file), plain))
    return "" if "$" in path or "*" in path or path.startswith(("..", "/")) else path


def above(snapshot: Snapshot, folder: str, *names: str) -> Iterator[str]:
    """The files of some names in a folder and those above it, the nearest first."""
    here = folder
    while True:
        yield from (path for name in names if snapshot.has(path := posixpath.join(here, name)))
        if not here:
            return
        here = posixpath.dirname(here)


def read(snapshot: Snapshot, file: str) -> Project | None:
    """A project with what it inherits; None where its file has no text. Raises ManifestUnreadable."""
    text = snapshot.text(file)
    if not text:
        return None
    folder = posixpath.dirname(file)
    inherited: list[tuple[str, Element]] = []
    for path in above(snapshot, folder, PROPS):
        root = xml.parse(path, snapshot.text(path) or "<Project/>")
        inherited.insert(0, (path, root))
        if not any(PROPS in one.attributes.get("Project", "") for one in root.every("Import")):
            break  # MSBuild takes the nearest one, which may take the next
    if central := next(above(snapshot, folder, CENTRAL), ""):
        inherited.append((central, xml.parse(central, snapshot.text(central) or "<Project/>")))
    own = (file, xml.parse(file, text))
    imports = dict(_imported(snapshot, [*inherited, own]))
    unclear = next((said for said in imports.values() if isinstance(said, Said)), None)
    known = [(path, root) for path, root in imports.items() if not isinstance(root, Said)]
    return Project(file=file, documents=(*inherited, *known, own), unclear=unclear)


def _imported(snapshot: Snapshot, documents: list[tuple[str, Element]]) -> Iterator[tuple[str, Element | Said]]:
    """The files that some documents import by name; a Said for one whose name is not known."""
    seen = {path for path, _ in documents}
    waiting = [*documents]
    while waiting and len(seen) < DEPTH:
        file, root = waiting.pop(0)
        for one in root.every("Import"):
            word = one.attributes.get("Project", "")
            if not word or {"Sdk", "Condition"} & {*one.attributes} or "PathOfFileAbove" in word:
                continue
            path = located(file, word)
            if not path:
                yield f"{file}:{one.line}", Said(value=word, file=file, line=one.line)
            elif path not in seen and (text := snapshot.text(path)):
                seen.add(path)
                waiting.append((path, xml.parse(path, text)))
                yield waiting[-1]


def imported(project: Project) -> tuple[str, ...]:
    """The paths that a project and what it inherits import by name."""
    words = (
        (path, one.attributes.get("Project", "")) for path, root in project.documents for one in root.every("Import")
    )
    return tuple(found for path, word in words if word and (found := located(path, word)))


def closure(snapshot: Snapshot, project: Project) -> tuple[Project, ...]:
    """A project and all that it refers to, each once; what cannot be read is left out."""
    found = {project.file: project}
    waiting = [project]
    while waiting and len(found) < MOST:
        for path in waiting.pop().references():
            if path not in found and (other := read(snapshot, path)):
                found[path] = other
                waiting.append(other)
    return tuple(found.values())


def members(snapshot: Snapshot, solution: str) -> tuple[str, ...]:
    """The project files that a solution lists, as paths of the repository. Raises ManifestUnreadable."""
    text = snapshot.text(solution) or ""
    if solution.endswith(".slnx"):
        listed = [one.attributes.get("Path", "") for one in xml.parse(solution, text).every("Project")] if text else []
    else:
        listed = re.findall(r'^\s*Project\("[^"\n]*"\)\s*=\s*"[^"\n]*",\s*"([^"\n]*)"', text, re.MULTILINE)
    paths = (located(solution, word) for word in listed)
    return tuple(dict.fromkeys(path for path in paths if path.endswith(ENDINGS)))
